import { IPv4, IPv4CidrRange, IPv4Prefix, IPv6, IPv6CidrRange, IPv6Prefix, RangedSet } from 'ip-num'
import { parseAddress, parseIPv4 } from '../net/address.ts'
import { unmapRange, type AddressRange } from '../net/address-range.ts'
import { sliceText, targetError, type TargetText } from './target-text.ts'

const LINK_LOCAL = 0xfe80n >> 6n

/** `192.0.2.1`, `192.0.2.0/24` or `192.0.2.1-192.0.2.9`; `undefined` where it can only be an octet pattern. */
export function parseRangeV4(where: TargetText): AddressRange | undefined {
  const { text } = where
  const value = parseIPv4(text)
  if (value !== undefined) return { family: 4, first: value, last: value }
  const slash = text.indexOf('/')
  if (slash >= 0) return parseBlockV4(where, slash)
  const dash = text.indexOf('-')
  const from = parseIPv4(text.slice(0, dash))
  const to = parseIPv4(text.slice(dash + 1))
  if (dash < 0 || from === undefined || to === undefined) return undefined
  checkOrder(where, new IPv4(from), new IPv4(to), '192.0.2.1-192.0.2.9')
  return { family: 4, first: from, last: to }
}

function parseBlockV4(where: TargetText, slash: number): AddressRange {
  const value = parseIPv4(where.text.slice(0, slash))
  if (value === undefined) {
    throw targetError(where, 'has a prefix length behind something that is no IPv4 address', '192.0.2.0/24')
  }
  const block = new IPv4CidrRange(
    new IPv4(value),
    new IPv4Prefix(parseLength(where, slash, 32, '192.0.2.0/24')),
  )
  return { family: 4, first: Number(block.getFirst().getValue()), last: Number(block.getLast().getValue()) }
}

/** The same three forms of IPv6, with a zone if there is one: `fe80::1%eth0`, `fe80::%eth0/120`. */
export function parseRangeV6(where: TargetText): AddressRange {
  const { text } = where
  const slash = text.lastIndexOf('/')
  if (slash >= 0) {
    const { value, zone } = parseV6(sliceText(where, 0, slash))
    const block = new IPv6CidrRange(
      new IPv6(value),
      new IPv6Prefix(parseLength(where, slash, 128, '2001:db8::/120')),
    )
    return toRange(where, block.getFirst().getValue(), block.getLast().getValue(), zone)
  }
  // A zone may hold a dash of its own (`%br-lan`), so only a dash before another address makes a range.
  for (let dash = text.indexOf('-'); dash >= 0; dash = text.indexOf('-', dash + 1)) {
    const [from, to] = [parseAddress(text.slice(0, dash)), parseAddress(text.slice(dash + 1))]
    if (from?.family !== 6 || to?.family !== 6) continue
    const zone = from.zone ?? to.zone
    if (zone !== (to.zone ?? zone))
      throw targetError(where, 'leads from one zone to another', 'fe80::1-fe80::9%eth0')
    checkOrder(where, new IPv6(from.value), new IPv6(to.value), '2001:db8::1-2001:db8::9')
    return toRange(where, from.value, to.value, zone)
  }
  const { value, zone } = parseV6(where)
  return toRange(where, value, value, zone)
}

function parseV6(where: TargetText): { readonly value: bigint; readonly zone?: string } {
  const address = parseAddress(where.text)
  if (address?.family === 6) return address
  throw targetError(where, 'is no IPv6 address', '2001:db8::1, or [2001:db8::1]:443 with a port')
}

function toRange(where: TargetText, first: bigint, last: bigint, zone: string | undefined): AddressRange {
  if (zone === undefined && first >> 118n === LINK_LOCAL && last >> 118n === LINK_LOCAL) {
    throw targetError(where, 'is link-local and needs a zone: the interface it is meant on', 'fe80::1%eth0')
  }
  return unmapRange({ family: 6, first, last, ...(zone !== undefined && { zone }) })
}

function parseLength(where: TargetText, slash: number, most: number, example: string): bigint {
  const length = where.text.slice(slash + 1)
  if (/^(0|[1-9]\d{0,2})$/.test(length) && Number(length) <= most) return BigInt(length)
  const at = { ...where, position: where.position + slash + 1 }
  throw targetError(at, `has a prefix length that is not 0 to ${most}`, example)
}

function checkOrder<T extends IPv4 | IPv6>(where: TargetText, first: T, last: T, example: string): void {
  try {
    void new RangedSet<IPv4 | IPv6>(first, last)
  } catch (cause) {
    throw targetError(where, 'is a range that ends before it starts', example, cause)
  }
}
