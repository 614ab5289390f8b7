import { formatAddress, formatIPv4, formatIPv6 } from './address.ts'

/** Addresses from `first` to `last`, both included. */
export type AddressRange = RangeV4 | RangeV6

export interface RangeV4 {
  readonly family: 4
  readonly first: number
  readonly last: number
}

export interface RangeV6 {
  readonly family: 6
  readonly first: bigint
  readonly last: bigint
  readonly zone?: string
}

const MAPPED_FIRST = 0xffff_0000_0000n
const MAPPED_LAST = 0xffff_ffff_ffffn

export function rangeSize(range: AddressRange): bigint {
  return BigInt(range.last) - BigInt(range.first) + 1n
}

/** The block of addresses that share the first `length` bits with `value`. `length` 0 to 32. */
export function blockV4(value: number, length: number): RangeV4 {
  const size = 2 ** (32 - length)
  const first = value - (value % size)
  return { family: 4, first, last: first + size - 1 }
}

/** The block of addresses that share the first `length` bits with `value`. `length` 0 to 128. */
export function blockV6(value: bigint, length: number, zone?: string): RangeV6 {
  const bits = BigInt(128 - length)
  const first = (value >> bits) << bits
  return { family: 6, first, last: first + (1n << bits) - 1n, ...(zone !== undefined && { zone }) }
}

/** IPv4-mapped IPv6 addresses (`::ffff:192.0.2.1`) are IPv4 on the wire, so they count as IPv4 everywhere. */
export function unmapRange(range: AddressRange): AddressRange {
  if (range.family === 4 || range.first < MAPPED_FIRST || range.last > MAPPED_LAST) return range
  return { family: 4, first: Number(range.first - MAPPED_FIRST), last: Number(range.last - MAPPED_FIRST) }
}

/** `192.0.2.1`, or `192.0.2.1-192.0.2.9`. */
export function formatRange(range: AddressRange): string {
  if (range.family === 4) {
    const first = formatIPv4(range.first)
    return range.first === range.last ? first : `${first}-${formatIPv4(range.last)}`
  }
  const { zone } = range
  const first = formatAddress({ family: 6, value: range.first, ...(zone !== undefined && { zone }) })
  return range.first === range.last ? first : `${first}-${formatIPv6(range.last, zone)}`
}
