import { formatAddress, parseAddress } from './address.ts'

/**
 * The IPv4 address inside an IPv6 one, where a packet to the second ends up at the first: IPv4-mapped
 * (RFC 4291 2.5.5.2), IPv4-compatible (2.5.5.1), IPv4-translated (RFC 2765), NAT64 under 64:ff9b::/96 and under
 * 64:ff9b:1::/48 (RFC 6052, 8215; the /96 layout), 6to4 (RFC 3056) and Teredo's client (RFC 4380).
 */
export function embeddedIPv4(value: bigint): number | undefined {
  const prefix = value >> 32n
  const last = Number(BigInt.asUintN(32, value))
  if (prefix === 0xffffn || prefix === 0xffff_0000n) return last
  if (prefix === 0x64_ff9b_0000_0000_0000_0000n || value >> 80n === 0x64_ff9b_0001n) return last
  if (value >> 112n === 0x2002n) return Number(BigInt.asUintN(32, value >> 80n))
  if (value >> 96n === 0x2001_0000n) return ~last >>> 0
  // `::` and `::1` are addresses of their own.
  return prefix === 0n && last > 1 ? last : undefined
}

/**
 * What a policy should look at: without its zone, and as the IPv4 address that it carries inside, if any. Text that
 * is no address comes back unchanged.
 *
 * @example
 * normalizeAddress('::ffff:10.0.0.1') // '10.0.0.1'
 */
export function normalizeAddress(text: string): string {
  const address = parseAddress(text)
  if (address === undefined) return text
  if (address.family === 4) return formatAddress(address)
  const inside = embeddedIPv4(address.value)
  if (inside !== undefined) return formatAddress({ family: 4, value: inside })
  return formatAddress({ family: 6, value: address.value })
}
