import { cookie, sameBytes, viewOf } from '../echo.ts'
import { readDnsName } from '../dns-name-text.ts'
import { cleanValue, latin1 } from '../field.ts'
import type { DetailStep, HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `mdns`. */
export interface MdnsDetails {
  /** The kinds of services that it announces: `'_http._tcp'`. */
  readonly services: readonly string[]
  /** The model of the machine, as its device information has it: `'MacBookPro18,3'`. */
  readonly model?: string
}

const HEADER = 12
/** All kinds of services that there are (RFC 6763, section 9). */
const SERVICES = '_services._dns-sd._udp.local'
const [PTR, TXT] = [12, 16]
const MAX_RECORDS = 64

/** For a record of class IN, with the bit that asks for a unicast answer (RFC 6762, section 5.4). */
function question(random: () => number, name: string, type = PTR): Buffer {
  const header = Buffer.alloc(HEADER)
  cookie(random, 2).copy(header)
  header.writeUInt16BE(1, 4)
  const labels = name.split('.').map((label) => Buffer.from(`${String.fromCharCode(label.length)}${label}`))
  return Buffer.concat([header, ...labels, Buffer.from([0, 0, type, 0x80, 1])])
}

const query = ({ random }: HelloContext): Uint8Array => question(random, SERVICES)

const response: Matcher = (answer, { transport, sent }) => {
  if (transport !== 'udp' || answer.length < HEADER) return undefined
  const view = viewOf(answer)
  // A response, and the answers of one who speaks for himself.
  if ((view.getUint16(2) & 0xfc00) !== 0x8400 || view.getUint16(6) === 0) return undefined
  const echoed = sent !== undefined && sameBytes(answer, 0, sent, 0, 2)
  // Many answer with id 0, as they would to everybody.
  if (sent !== undefined && !echoed && view.getUint16(0) !== 0) return undefined
  const services = pointers(answer, view, SERVICES).map((name) => name.replace(/\.local$/i, ''))
  if (services.length === 0) return undefined
  return {
    name: 'mdns',
    details: { services } satisfies MdnsDetails,
    confidence: echoed ? 'verified' : 'structured',
    evidence: `announces ${services.length} kinds of services`,
  }
}

/** Where the PTR records of a name lead to, each once. */
function pointers(answer: Uint8Array, view: DataView, wanted: string): string[] {
  const texts = records(answer, view, wanted, PTR).flatMap(
    ({ at }) => cleanValue(readDnsName(answer, at)?.text) ?? [],
  )
  return [...new Set(texts)]
}

interface DnsData {
  readonly at: number
  readonly end: number
}

/** Where the data of the answers of one name and type stand. */
function records(answer: Uint8Array, view: DataView, wanted: string, type: number): DnsData[] {
  const found: DnsData[] = []
  let at = HEADER
  for (let questions = Math.min(view.getUint16(4), 4); questions > 0; questions--) {
    const name = readDnsName(answer, at)
    if (name === undefined) return []
    at = name.end + 4
  }
  for (let count = Math.min(view.getUint16(6), MAX_RECORDS); count > 0; count--) {
    const name = readDnsName(answer, at)
    if (name === undefined || name.end + 10 > answer.length) break
    const start = name.end + 10
    at = start + view.getUint16(name.end + 8)
    if (at > answer.length) break
    if (view.getUint16(name.end) !== type || name.text.toLowerCase() !== wanted) continue
    found.push({ at: start, end: at })
  }
  return found
}

/** The name of its address, which every host knows of itself. */
function hostName({ address, random }: HelloContext): DetailStep | undefined {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(address)) return undefined
  const name = `${address.split('.').reverse().join('.')}.in-addr.arpa`
  const send = question(random, name)
  return {
    send,
    merge: (match, answer) => {
      if (answer.length < HEADER || !sameBytes(answer, 0, send, 0, 2)) return match
      const [hostname] = pointers(answer, viewOf(answer), name)
      return hostname === undefined ? match : { ...match, hostname }
    },
  }
}

/** Its device information (RFC 6763, section 6): a text `model=` under the host's own name. */
function deviceInformation({ hostname = '' }: Match, { random }: HelloContext): DetailStep | undefined {
  const host = /^([\w -]{1,63})\.local$/i.exec(hostname)?.[1]
  if (host === undefined) return undefined
  const name = `${host}._device-info._tcp.local`
  const send = question(random, name, TXT)
  return {
    send,
    merge: (match, answer) => {
      if (answer.length < HEADER || !sameBytes(answer, 0, send, 0, 2)) return match
      const [data] = records(answer, viewOf(answer), name.toLowerCase(), TXT)
      const model = data && modelIn(answer.subarray(data.at, data.end))
      return model === undefined ? match : { ...match, device: model, details: { ...match.details, model } }
    },
  }
}

/** Strings of one byte of length each. */
function modelIn(data: Uint8Array): string | undefined {
  for (let at = 0; at < data.length; at += 1 + data[at]!) {
    const text = latin1(data, at + 1, at + 1 + data[at]!)
    if (/^model=/i.test(text)) return cleanValue(text.slice(6))
  }
  return undefined
}

/**
 * Multicast DNS asked by unicast, RFC 6762; the list of services, RFC 6763.
 *
 * Asks: PTR `_services._dns-sd._udp.local`, by unicast; then for the name of its address, and the device information under that name.
 * Known by: our id comes back with PTR records.
 */
export const mdns: ServiceProbe = {
  name: 'mdns',
  ports: [],
  udpPorts: [5353],
  rarity: 7,
  datagrams: [query],
  matchers: [response],
  datagramDetail: (match, step, context) =>
    step === 0 ? hostName(context) : step === 1 ? deviceInformation(match, context) : undefined,
}
