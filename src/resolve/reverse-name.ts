import { parseAddress } from '../net/address.ts'
import { noAddress } from './resolve-failure.ts'

/**
 * The name under which the names of an address are kept: `53.2.0.192.in-addr.arpa` (RFC 1035, section 3.5), nibbles
 * under `ip6.arpa` (RFC 3596, section 2.5). Throws `ERR_RESOLVE` with `bad-name` for what is no address.
 */
export function reverseName(address: string): string {
  const parsed = parseAddress(address)
  if (parsed === undefined) throw noAddress(address)
  if (parsed.family === 6) {
    const nibbles = parsed.value.toString(16).padStart(32, '0')
    return `${[...nibbles].reverse().join('.')}.ip6.arpa`
  }
  const octets = [0, 8, 16, 24].map((shift) => (parsed.value >>> shift) & 0xff)
  return `${octets.join('.')}.in-addr.arpa`
}
