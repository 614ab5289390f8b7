import { cleanValue, known as present, latin1 } from '../field.ts'
import { describeSoftware } from '../products/describe-software.ts'
import { textLines } from '../reply-lines.ts'
import type { AnswerContext, DetailStep, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `pop3`. */
export interface Pop3Details {
  /** False where the greeting was `-ERR`. */
  readonly ready: boolean
  readonly greeting?: string
  /** The time stamp for APOP (RFC 1939, section 7), with its angle brackets. */
  readonly apop?: string
  /** Capabilities (RFC 2449), in upper case: `'UIDL'`, `'SASL PLAIN'`. */
  readonly capabilities?: readonly string[]
  /** Whether it offers TLS on this port by STLS (RFC 2595); absent where CAPA was not answered. */
  readonly starttls?: boolean
  /** SASL mechanisms offered without TLS: `['PLAIN', 'LOGIN']`. */
  readonly mechanisms?: readonly string[]
  /** What the server calls itself in IMPLEMENTATION. */
  readonly implementation?: string
}

const START = /^(?<status>\+OK|-ERR)(?:[ \t](?<text>[^\r\n]{0,512}))?(?:\r?\n|$)/
const APOP = /<[^<>@\s]{1,128}@(?<hostname>[^<>@\s]{1,255})>/
// Redis answers with the same two words.
const REDIS_WORDS =
  /unknown command|wrong number of arguments|Protocol error|wrong protocol|max number of clients/
const POP_WORDS = /\bpop ?-?3?d?\b|pop3|mail|\bready\b|dovecot|courier|cyrus|welcome/i

const greeting: Matcher = (answer, context) => {
  const groups = START.exec(latin1(answer, 0, 1024))?.groups
  if (!groups) return undefined
  const ready = groups['status'] === '+OK'
  const text = groups['text'] ?? ''
  if (!isMine(ready, text, context)) return undefined
  const apop = APOP.exec(text)
  const details: Pop3Details = {
    ready,
    ...present({ greeting: cleanValue(text), apop: cleanValue(apop?.[0]) }),
  }
  return {
    name: 'pop3',
    ...present({ hostname: cleanValue(hostOf(text, apop?.groups?.['hostname'])) }),
    ...describeSoftware('pop3', text.replace(APOP, '')),
    details: { ...details },
    confidence: POP_WORDS.test(text) || apop ? 'structured' : 'pattern',
    evidence: `greeting "${groups['status']!}"`,
  }
}

function isMine(ready: boolean, text: string, { probe, port }: AnswerContext): boolean {
  const expected = port === 110 || port === 995 || probe === 'pop3'
  if (ready) return expected || POP_WORDS.test(text) || APOP.test(text) || probe === 'listen'
  if (REDIS_WORDS.test(text) && port !== 110) return false
  return expected || /\bpop/i.test(text)
}

function hostOf(text: string, stampHost: string | undefined): string | undefined {
  const first = /^(?<hostname>[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}) /.exec(text)?.groups?.['hostname']
  const host = first ?? stampHost
  return host !== undefined && /[a-z]/i.test(host) ? host : undefined
}

const capabilities: DetailStep = {
  send: Buffer.from('CAPA\r\n'),
  enough: (bytes) =>
    /^-ERR[^\n]{0,512}\n/.test(latin1(bytes, 0, 1024)) || latin1(bytes).endsWith('\r\n.\r\n'),
  merge: (match, answer) => {
    const [status, ...lines] = textLines(latin1(answer, 0, 8192))
    if (!status?.startsWith('+OK')) return match
    const raw = lines.slice(0, Math.max(0, lines.indexOf('.'))).flatMap((line) => cleanValue(line) ?? [])
    const list = raw.map((line) => line.toUpperCase())
    const sasl = list.find((line) => line.startsWith('SASL '))
    const implementation = raw.find((line) => /^IMPLEMENTATION /i.test(line))?.slice(15)
    return {
      ...match,
      ...(implementation !== undefined &&
        match.product === undefined &&
        describeSoftware('pop3', implementation)),
      confidence: 'structured',
      details: {
        ...match.details,
        capabilities: list,
        starttls: list.includes('STLS'),
        ...(sasl !== undefined && { mechanisms: sasl.slice(5).split(' ', 32).filter(Boolean) }),
        ...(implementation !== undefined && { implementation }),
      },
    }
  },
}

/**
 * POP3, RFC 1939.
 *
 * Asks: nothing; then `CAPA`, `STLS`, `QUIT`.
 * Known by: `+OK`; `-ERR` with its words or on its port.
 * Version: the greeting, IMPLEMENTATION.
 */
export const pop3: ServiceProbe = {
  name: 'pop3',
  ports: [110],
  tlsPorts: [995],
  rarity: 1,
  alpn: ['pop3'],
  serverFirst: true,
  enough: (bytes) => bytes.includes(0x0a),
  matchers: [greeting],
  detail: (match, step) => (step === 0 && match.details?.['ready'] === true ? capabilities : undefined),
  startTls: {
    offered: (match) => match.details?.['starttls'] === true,
    send: Buffer.from('STLS\r\n'),
    accepted: (answer) => latin1(answer, 0, 3) === '+OK',
  },
  goodbye: Buffer.from('QUIT\r\n'),
}
