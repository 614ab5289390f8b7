import { cleanValue, known as present, latin1 } from '../field.ts'
import { describeSoftware } from '../products/describe-software.ts'
import type { HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `dns`. */
export interface DnsDetails {
  /** RCODE: 0 no error, 2 server failure, 4 not implemented, 5 refused. */
  readonly rcode: number
  /** Whether it offers recursion (RA) and answers from its own zones (AA). */
  readonly recursionAvailable: boolean
  readonly authoritative: boolean
  /** The text of `version.bind`, as the administrator left it. */
  readonly versionText?: string
}

// version.bind, type TXT, class CHAOS: RFC 4892 tells of this habit of BIND's.
const QUESTION = Buffer.from('\x07version\x04bind\0\0\x10\0\x03', 'latin1')
const HEADER = 12
const TXT = 16
const CHAOS = 3
const MAX_RECORDS = 8

function query({ random }: HelloContext): Uint8Array {
  const header = Buffer.alloc(HEADER)
  header.writeUInt16BE(Math.floor(random() * 0x1_0000))
  header.writeUInt16BE(1, 4)
  return Buffer.concat([header, QUESTION])
}

function hello(context: HelloContext): Uint8Array {
  return Buffer.concat([Buffer.from([0, HEADER + QUESTION.length]), query(context)])
}

/** Over TCP a message follows its length (RFC 1035 4.2.2); over UDP it stands alone. */
function messageOf(bytes: Uint8Array, transport: 'tcp' | 'udp'): Uint8Array | undefined {
  if (transport === 'udp') return bytes
  if (bytes.length < 2) return undefined
  const length = (bytes[0]! << 8) | bytes[1]!
  return bytes.length >= 2 + length ? bytes.subarray(2, 2 + length) : undefined
}

const response: Matcher = (answer, { transport, sent }) => {
  const message = messageOf(answer, transport)
  if (!message || message.length < HEADER) return undefined
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength)
  const flags = view.getUint16(2)
  const isResponse = (flags & 0x8000) !== 0 && (flags & 0x7800) === 0
  if (!isResponse || !hasOurQuestion(message, view.getUint16(4))) return undefined
  const query = sent && messageOf(sent, transport)
  if (query && (query[0] !== message[0] || query[1] !== message[1])) return undefined
  // Without what was sent, and without the question, nothing ties the bytes to us.
  const echoed = query !== undefined
  if (!echoed && view.getUint16(4) === 0) return undefined
  const match = matchOf(flags, versionText(message, view), echoed)
  return isBuiltIn(message, view) ? { ...match, ...BIND } : match
}

/** The question comes back; servers that fail early (NOTIMP, FORMERR) may leave it out. */
function hasOurQuestion(message: Uint8Array, count: number): boolean {
  if (count === 0) return message.length === HEADER
  const question = message.subarray(HEADER, HEADER + QUESTION.length)
  return count === 1 && latin1(question).toLowerCase() === latin1(QUESTION)
}

function matchOf(flags: number, text: string | undefined, echoed: boolean): Match {
  const rcode = flags & 0x0f
  const details: DnsDetails = {
    rcode,
    recursionAvailable: (flags & 0x0080) !== 0,
    authoritative: (flags & 0x0400) !== 0,
    ...present({ versionText: text }),
  }
  return {
    name: 'dns',
    ...(text !== undefined && describeSoftware('dns', text)),
    details: { ...details },
    confidence: echoed ? 'verified' : 'structured',
    evidence: `response code ${rcode} to version.bind${echoed ? ', our id and question came back' : ''}`,
  }
}

const BIND = { product: 'BIND', vendor: 'ISC', cpe: ['cpe:2.3:a:isc:bind:*:*:*:*:*:*:*:*'] } as const

/** Where the version is hidden, BIND still has a zone `version.bind`, and says so by its SOA record. */
function isBuiltIn(message: Uint8Array, view: DataView): boolean {
  const authority = latin1(message, HEADER + QUESTION.length, HEADER + QUESTION.length + 40)
  const isEmpty = view.getUint16(4) === 1 && view.getUint16(6) === 0 && view.getUint16(8) === 1
  return isEmpty && /^\xc0\x0c\0\x06\0\x03[^]{6}\xc0\x0c\nhostmaster\xc0\x0c/.test(authority) // eslint-disable-line no-control-regex
}

/** The text of the first TXT record of class CHAOS; its strings are joined. */
function versionText(message: Uint8Array, view: DataView): string | undefined {
  let at = HEADER + QUESTION.length
  const count = Math.min(view.getUint16(6), MAX_RECORDS)
  for (let record = 0; record < count; record++) {
    const fixed = skipName(message, at)
    if (fixed === undefined || fixed + 10 > message.length) return undefined
    const end = fixed + 10 + view.getUint16(fixed + 8)
    if (end > message.length) return undefined
    if (view.getUint16(fixed) === TXT && view.getUint16(fixed + 2) === CHAOS)
      return cleanValue(strings(message, fixed + 10, end))
    at = end
  }
  return undefined
}

/** Where a name ends. Pointers are never followed, so nothing can loop. */
function skipName(message: Uint8Array, start: number): number | undefined {
  let at = start
  while (at < message.length && at - start <= 255) {
    const length = message[at]!
    if (length === 0) return at + 1
    if (length >= 0xc0) return at + 2
    if (length > 63) return undefined
    at += 1 + length
  }
  return undefined
}

function strings(message: Uint8Array, start: number, end: number): string {
  let text = ''
  for (let at = start; at < end && text.length < 512;) {
    const next = at + 1 + message[at]!
    text += latin1(message, at + 1, Math.min(next, end))
    at = next
  }
  return text
}

/**
 * DNS, RFC 1035; over TCP, RFC 7766.
 *
 * Asks: TXT CH `version.bind`, over TCP and UDP.
 * Known by: our id and question come back.
 * Version: the text of `version.bind`; where BIND hides it, the product by the zone of that name.
 */
export const dns: ServiceProbe = {
  name: 'dns',
  ports: [53],
  udpPorts: [53],
  // DNS over TLS, RFC 7858
  tlsPorts: [853],
  rarity: 3,
  alpn: ['dot'],
  hello,
  datagrams: [query],
  enough: (bytes) => messageOf(bytes, 'tcp') !== undefined,
  matchers: [response],
  reacts: { http: 'silence', tls: 'silence' },
}
