import { cleanValue, known as present, latin1 } from '../field.ts'
import { describeSoftware } from '../products/describe-software.ts'
import { textLines } from '../reply-lines.ts'
import type { AnswerContext, DetailStep, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `nntp`. */
export interface NntpDetails {
  /** The code of the greeting: 200 and 201 ready, 400, 502 and 503 not for us. */
  readonly code: number
  readonly greeting?: string
  /** Whether it says that we may post. */
  readonly posting?: boolean
  /** Capabilities (RFC 3977, section 5.2), in upper case: `'READER'`, `'LIST ACTIVE NEWSGROUPS'`. */
  readonly capabilities?: readonly string[]
  /** What the server calls itself in IMPLEMENTATION. */
  readonly implementation?: string
  /** Whether it offers TLS on this port (RFC 4642); absent where CAPABILITIES was not answered. */
  readonly starttls?: boolean
  /** SASL mechanisms offered without TLS (RFC 4643). */
  readonly mechanisms?: readonly string[]
}

const GREETING = /^(?<code>20[01]|400|50[23]) (?<text>[^\r\n]{0,512})\r?(?:\n|$)/
// Code 200 is said by many: a line that is not about news is nobody's.
const OWN_WORDS =
  /\bNNTP|\bNNRP|\bnews\b|\bnewsserver\b|\bUsenet\b|\bINN\d?\b|InterNetNews|\bleafnode\b|\bdiablo\b|\bposting (?:ok|allowed|permitted|prohibited|not)|\bno posting\b|\bcan(?:'t|not)? post\b|\bDNEWS\b|\bnewsgroups?\b/i

const greeting: Matcher = (answer, context) => {
  const groups = GREETING.exec(latin1(answer, 0, 1024))?.groups
  if (!groups) return undefined
  const text = groups['text']!
  const sure = OWN_WORDS.test(text)
  if (!sure && !isExpected(context)) return undefined
  const code = Number(groups['code'])
  const details: NntpDetails = {
    code,
    ...present({ greeting: cleanValue(text) }),
    ...(code < 400 && { posting: code === 200 }),
  }
  return {
    name: 'nntp',
    ...present({ hostname: hostOf(text) }),
    ...describeSoftware('nntp', text),
    details: { ...details },
    confidence: sure && code < 400 ? 'structured' : 'pattern',
    evidence: `reply ${code} of a news server`,
  }
}

function isExpected({ probe, port }: AnswerContext): boolean {
  return probe === 'nntp' || port === 119 || port === 433 || port === 563
}

function hostOf(text: string): string | undefined {
  const host = /^(?<hostname>[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}) /.exec(text)?.groups?.['hostname']
  return host !== undefined && /[a-z]/i.test(host) ? host : undefined
}

const capabilities: DetailStep = {
  send: Buffer.from('CAPABILITIES\r\n'),
  enough: (bytes) => {
    const text = latin1(bytes)
    return text.startsWith('101') ? text.endsWith('\r\n.\r\n') : text.endsWith('\n')
  },
  merge: (match, answer) => {
    const [status, ...lines] = textLines(latin1(answer, 0, 8192))
    if (!status?.startsWith('101')) return match
    const raw = lines.slice(0, Math.max(0, lines.indexOf('.'))).flatMap((line) => cleanValue(line) ?? [])
    const list = raw.map((line) => line.toUpperCase())
    const sasl = list.find((line) => line.startsWith('SASL '))
    const implementation = raw.find((line) => /^IMPLEMENTATION /i.test(line))?.slice(15)
    return {
      ...match,
      ...(implementation !== undefined &&
        match.product === undefined &&
        describeSoftware('nntp', implementation)),
      confidence: 'structured',
      details: {
        ...match.details,
        capabilities: list,
        starttls: list.includes('STARTTLS'),
        ...present({ mechanisms: sasl?.slice(5).split(' ', 32).filter(Boolean), implementation }),
      },
    }
  },
}

/**
 * NNTP, RFC 3977.
 *
 * Asks: CAPABILITIES after the greeting; then QUIT.
 * Known by: a greeting with code 200 or 201 that speaks of news, and the list of capabilities.
 * Version: product and version from the greeting or IMPLEMENTATION.
 */
export const nntp: ServiceProbe = {
  name: 'nntp',
  ports: [119, 433],
  tlsPorts: [563],
  rarity: 5,
  alpn: ['nntp', 'nnsp'],
  serverFirst: true,
  enough: (bytes) => bytes.includes(0x0a),
  matchers: [greeting],
  detail: (match, step) => (step === 0 && Number(match.details?.['code']) < 400 ? capabilities : undefined),
  startTls: {
    offered: (match) => match.details?.['starttls'] === true,
    send: Buffer.from('STARTTLS\r\n'),
    accepted: (answer) => latin1(answer, 0, 4) === '382 ',
  },
  goodbye: Buffer.from('QUIT\r\n'),
}
