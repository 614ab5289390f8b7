import { parseAddress, parseIPv4 } from './address.ts'
import { unmapRange, type AddressRange } from './address-range.ts'
import {
  bigintStep,
  numberStep,
  overlapsRanges,
  sortRanges,
  subtractRanges,
  type SortedRanges,
  type Span,
} from './sorted-ranges.ts'

/**
 * A set of addresses: exclusions, an allow or a deny list. Looking up costs a binary search whatever the size.
 * Zones do not count, and an IPv4-mapped IPv6 address counts as the IPv4 address that it is.
 *
 * @example
 * const set = new AddressSet([{ family: 4, first: 0x0a000000, last: 0x0affffff }])
 * set.has('10.1.2.3') // true
 */
export class AddressSet {
  readonly #v4: SortedRanges<number>
  readonly #v6: SortedRanges<bigint>

  constructor(ranges: Iterable<AddressRange> = []) {
    const v4: Span<number>[] = []
    const v6: Span<bigint>[] = []
    for (const written of ranges) {
      const range = unmapRange(written)
      if (range.family === 4) v4.push({ first: range.first, last: range.last })
      else v6.push({ first: range.first, last: range.last })
    }
    this.#v4 = sortRanges(v4, numberStep)
    this.#v6 = sortRanges(v6, bigintStep)
  }

  /** How many ranges it takes to say what is in the set. */
  get rangeCount(): number {
    return this.#v4.firsts.length + this.#v6.firsts.length
  }

  /** Text that is no address is in no set. */
  has(address: string): boolean {
    const value = parseIPv4(address)
    if (value !== undefined) return this.hasIPv4(value)
    const parsed = parseAddress(address)
    return parsed?.family === 6 && this.hasIPv6(parsed.value)
  }

  hasIPv4(value: number): boolean {
    const { firsts, lasts } = this.#v4
    let low = 0
    let high = firsts.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (lasts[middle]! < value) low = middle + 1
      else high = middle
    }
    return low < firsts.length && firsts[low]! <= value
  }

  // The same search once more: one function over numbers and bigints would be slow for both.
  hasIPv6(value: bigint): boolean {
    const mapped = unmapRange({ family: 6, first: value, last: value })
    if (mapped.family === 4) return this.hasIPv4(mapped.first)
    const { firsts, lasts } = this.#v6
    let low = 0
    let high = firsts.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (lasts[middle]! < value) low = middle + 1
      else high = middle
    }
    return low < firsts.length && firsts[low]! <= value
  }

  /** True when some address of the range is in the set. */
  overlaps(range: AddressRange): boolean {
    const real = unmapRange(range)
    return real.family === 4 ? overlapsRanges(real, this.#v4) : overlapsRanges(real, this.#v6)
  }

  /** What of a range is not in the set, in order. A zone stays with its parts. */
  subtractFrom(range: AddressRange): AddressRange[] {
    const real = unmapRange(range)
    if (real.family === 4) {
      return subtractRanges(real, this.#v4, numberStep).map(({ first, last }) => ({ family: 4, first, last }))
    }
    const zone = real.zone === undefined ? {} : { zone: real.zone }
    return subtractRanges(real, this.#v6, bigintStep).map(({ first, last }) => ({
      family: 6,
      first,
      last,
      ...zone,
    }))
  }

  union(other: AddressSet | Iterable<AddressRange>): AddressSet {
    return new AddressSet([...this.ranges(), ...(other instanceof AddressSet ? other.ranges() : other)])
  }

  /** Sorted, IPv4 first, merged. */
  ranges(): AddressRange[] {
    const { firsts, lasts } = this.#v4
    const v4 = firsts.map((first, at): AddressRange => ({ family: 4, first, last: lasts[at]! }))
    const v6 = this.#v6.firsts.map((first, at): AddressRange => ({
      family: 6,
      first,
      last: this.#v6.lasts[at]!,
    }))
    return [...v4, ...v6]
  }
}
