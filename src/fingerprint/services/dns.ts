import { sameBytes, viewOf } from '../echo.ts'
import { known as present, latin1 } from '../field.ts'
import { describeSoftware } from '../products/describe-software.ts'
import type {
  AnswerContext,
  DetailStep,
  HelloContext,
  Match,
  Matcher,
  ServiceProbe,
} from '../service-probe.ts'
import { chaosQuestion, chaosText, framed, HEADER, messageOf, queryOf } from './dns-chaos.ts'

/** `details` of a service named `dns`. */
export interface DnsDetails {
  /** RCODE: 0 no error, 2 server failure, 4 not implemented, 5 refused. */
  readonly rcode: number
  /** Whether it offers recursion (RA) and answers from its own zones (AA). */
  readonly recursionAvailable: boolean
  readonly authoritative: boolean
  /** The text of `version.bind`, as the administrator left it. */
  readonly versionText?: string
  /** Which of many like it this one is: the text of `id.server` (RFC 4892), else of `hostname.bind`. */
  readonly serverId?: string
}

// RFC 4892 tells of this habit of BIND's.
const QUESTION = chaosQuestion('version.bind')
/** The name of RFC 4892, and the older one. */
const NAMES = ['id.server', 'hostname.bind']

const FORMERR = 1

const query = ({ random }: HelloContext): Uint8Array => queryOf(QUESTION, random)

const response: Matcher = (answer, { transport, sent }) => {
  const message = messageOf(answer, transport)
  if (!message || message.length < HEADER) return undefined
  const view = viewOf(message)
  const flags = view.getUint16(2)
  const query = sent && messageOf(sent, transport)
  // Other words of ours may be framed as a query is, and are refused with the id and the opcode that they seem to have.
  const opcode = ((query?.[2] ?? 0) << 8) & 0x7800
  const isResponse = (flags & 0x8000) !== 0 && (flags & 0x7800) === opcode
  if (!isResponse || !hasOurQuestion(message, view.getUint16(4))) return undefined
  if (query && (query[0] !== message[0] || query[1] !== message[1])) return undefined
  // Without what was sent, and without the question, nothing ties the bytes to us.
  const echoed = query !== undefined
  if (!echoed && view.getUint16(4) === 0) return undefined
  const match = matchOf(flags, chaosText(message, view, QUESTION.length), echoed)
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

/** The question itself, where it was other words that made no sense to it. */
function askInstead(context: HelloContext): DetailStep {
  const sent = framed(query(context))
  return {
    send: sent,
    fresh: true,
    enough: isWhole,
    merge: (match, answer, answered) => response(answer, { ...answered, sent }) ?? match,
  }
}

/** Which of many it is; asked of those that say anything of themselves to anybody. */
function identity(
  { details = {} }: Match,
  step: number,
  { random }: HelloContext,
  transport: AnswerContext['transport'],
): DetailStep | undefined {
  const { versionText, serverId }: Partial<DnsDetails> = details
  const name = NAMES[step]
  if (name === undefined || versionText === undefined || serverId !== undefined) return undefined
  const question = chaosQuestion(name)
  const message = queryOf(question, random)
  return {
    send: transport === 'tcp' ? framed(message) : message,
    enough: isWhole,
    merge: (match, answer) => {
      const told = messageOf(answer, transport)
      const ours = told !== undefined && sameBytes(told, 0, message, 0, 2) && told.length > HEADER
      const text = ours ? chaosText(told, viewOf(told), question.length) : undefined
      return text === undefined ? match : { ...match, details: { ...match.details, serverId: text } }
    },
  }
}

const isWhole = (bytes: Uint8Array): boolean => messageOf(bytes, 'tcp') !== undefined

/**
 * DNS, RFC 1035; over TCP, RFC 7766.
 *
 * Asks: TXT CH `version.bind`, over TCP and UDP; where that is told, `id.server` and `hostname.bind` too.
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
  hello: (context) => framed(query(context)),
  datagrams: [query],
  enough: isWhole,
  matchers: [response],
  detail: (match, step, context) =>
    step === 0 && match.details?.['rcode'] === FORMERR
      ? askInstead(context)
      : identity(match, step, context, 'tcp'),
  datagramDetail: (match, step, context) => identity(match, step, context, 'udp'),
  reacts: { http: 'silence', tls: 'silence' },
}
