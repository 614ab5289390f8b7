import { formatIPv4, formatIPv6 } from '../net/address.ts'
import type { AddressRange, RangeV4, RangeV6 } from '../net/address-range.ts'
import { permutation, type Permutation } from '../order/permutation.ts'

/** IPv6 ranges beyond this many addresses are permuted piece by piece, the pieces in sequence. */
const CHUNK = 2 ** 32

/** Gives the addresses of some ranges one by one, as text; `undefined` when all were given. */
export interface AddressWalk {
  next(): string | undefined
}

/**
 * Walks ranges of one family (and one zone), in sequence or, with a seed, in a permuted order. Costs nothing but a
 * table of the ranges, however many addresses they hold.
 */
export function walkAddresses(ranges: readonly AddressRange[], seed?: number): AddressWalk {
  const first = ranges[0]
  if (first === undefined) return { next: () => undefined }
  return first.family === 4
    ? walkV4(ranges as readonly RangeV4[], seed)
    : walkV6(ranges as readonly RangeV6[], seed)
}

function walkV4(ranges: readonly RangeV4[], seed: number | undefined): AddressWalk {
  const starts = [0]
  for (const { first, last } of ranges) starts.push(starts.at(-1)! + last - first + 1)
  const size = starts.at(-1)!
  const order = orderOf(size, seed)
  const single = ranges.length === 1 ? ranges[0]!.first : undefined
  let index = 0
  return {
    next() {
      if (index >= size) return undefined
      const place = order === undefined ? index++ : order.at(index++)
      if (single !== undefined) return formatIPv4(single + place)
      const range = findRange(starts, place)
      return formatIPv4(ranges[range]!.first + place - starts[range]!)
    },
  }
}

function walkV6(ranges: readonly RangeV6[], seed: number | undefined): AddressWalk {
  const { zone } = ranges[0]!
  const starts = [0n]
  for (const { first, last } of ranges) starts.push(starts.at(-1)! + last - first + 1n)
  const size = starts.at(-1)!
  let base = 0n
  let index = 0
  let chunk = chunkAt(base)
  let order = orderOf(chunk, seed)

  function chunkAt(from: bigint): number {
    const rest = size - from
    return rest > BigInt(CHUNK) ? CHUNK : Number(rest)
  }

  return {
    next() {
      if (index >= chunk) {
        base += BigInt(chunk)
        chunk = chunkAt(base)
        if (chunk === 0) return undefined
        index = 0
        order = orderOf(
          chunk,
          seed === undefined ? undefined : seed + Number(BigInt.asUintN(20, base >> 32n)),
        )
      }
      const place = base + BigInt(order === undefined ? index : order.at(index))
      index++
      const range = findRange(starts, place)
      return formatIPv6(ranges[range]!.first + place - starts[range]!, zone)
    },
  }
}

function orderOf(size: number, seed: number | undefined): Permutation | undefined {
  return seed === undefined || size < 2 ? undefined : permutation(size, seed)
}

/** The last range that starts at or before `place`. */
function findRange<T extends number | bigint>(starts: readonly T[], place: T): number {
  let low = 0
  let high = starts.length - 1
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (starts[middle]! <= place) low = middle
    else high = middle
  }
  return low
}
