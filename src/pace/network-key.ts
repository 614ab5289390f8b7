/**
 * The network that an address is reckoned to: its /24, or its /64 of IPv6 with the zone. Takes addresses as they are
 * written canonically (RFC 5952).
 *
 * @example
 * networkKey('192.0.2.7') // '192.0.2'
 * networkKey('2001:db8::7') // '2001:db8:0:0'
 */
export function networkKey(address: string): string {
  if (!address.includes(':')) return address.slice(0, address.lastIndexOf('.'))
  const [plain = '', zone] = address.split('%')
  const [front = [], back = []] = plain.split('::').map((half) => (half === '' ? [] : half.split(':')))
  const zeros = Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0')
  const key = [...front, ...zeros, ...back].slice(0, 4).join(':')
  return zone === undefined ? key : `${key}%${zone}`
}
