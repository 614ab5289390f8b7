import { cookie, sameBytes, viewOf } from '../echo.ts'
import { readDnsName } from '../dns-name-text.ts'
import { cleanValue } from '../field.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `mdns`. */
export interface MdnsDetails {
  /** The kinds of services that it announces: `'_http._tcp'`. */
  readonly services: readonly string[]
}

const HEADER = 12
// _services._dns-sd._udp.local, type PTR, class IN with the bit that asks for a unicast answer (RFC 6762, 5.4).
const QUESTION = Buffer.from('\x09_services\x07_dns-sd\x04_udp\x05local\0\0\x0c\x80\x01', 'latin1')
const PTR = 12
const MAX_RECORDS = 64

/** All kinds of services that there are (RFC 6763, section 9). */
function query({ random }: HelloContext): Uint8Array {
  const header = Buffer.alloc(HEADER)
  cookie(random, 2).copy(header)
  header.writeUInt16BE(1, 4)
  return Buffer.concat([header, QUESTION])
}

const response: Matcher = (answer, { transport, sent }) => {
  if (transport !== 'udp' || answer.length < HEADER) return undefined
  const view = viewOf(answer)
  // A response, and the answers of one who speaks for himself.
  if ((view.getUint16(2) & 0xfc00) !== 0x8400 || view.getUint16(6) === 0) return undefined
  const echoed = sent !== undefined && sameBytes(answer, 0, sent, 0, 2)
  // Many answer with id 0, as they would to everybody.
  if (sent !== undefined && !echoed && view.getUint16(0) !== 0) return undefined
  const services = announced(answer, view)
  if (services.length === 0) return undefined
  return {
    name: 'mdns',
    details: { services } satisfies MdnsDetails,
    confidence: echoed ? 'verified' : 'structured',
    evidence: `announces ${services.length} kinds of services`,
  }
}

/** What the PTR records of our name lead to. */
function announced(answer: Uint8Array, view: DataView): string[] {
  const services = new Set<string>()
  let at = HEADER
  for (let questions = Math.min(view.getUint16(4), 4); questions > 0; questions--) {
    const name = readDnsName(answer, at)
    if (name === undefined) return []
    at = name.end + 4
  }
  for (let records = Math.min(view.getUint16(6), MAX_RECORDS); records > 0; records--) {
    const name = readDnsName(answer, at)
    if (name === undefined || name.end + 10 > answer.length) break
    const target = name.end + 10
    at = target + view.getUint16(name.end + 8)
    if (at > answer.length) break
    if (view.getUint16(name.end) !== PTR || name.text.toLowerCase() !== '_services._dns-sd._udp.local')
      continue
    const kind = readDnsName(answer, target)?.text.replace(/\.local$/i, '')
    const text = cleanValue(kind)
    if (text !== undefined) services.add(text)
  }
  return [...services]
}

/**
 * Multicast DNS asked by unicast, RFC 6762; the list of services, RFC 6763.
 *
 * Asks: PTR `_services._dns-sd._udp.local`, by unicast.
 * Known by: our id comes back with PTR records.
 */
export const mdns: ServiceProbe = {
  name: 'mdns',
  ports: [],
  udpPorts: [5353],
  rarity: 7,
  datagrams: [query],
  matchers: [response],
}
