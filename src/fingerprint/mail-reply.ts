import { cleanValue, known as present, latin1 } from './field.ts'
import { greetingKind, kindOfRefusal } from './greeting-kind.ts'
import { cpe } from './products/cpe.ts'
import { describeSoftware } from './products/describe-software.ts'
import { parseReply, type CodedReply } from './reply-lines.ts'
import type { AnswerContext, DetailStep, Match } from './service-probe.ts'

/** What the greeting and the first reply of a mail server tell. */
export interface MailDetails {
  /** The reply code of the greeting: 220 ready, 421 not now, 554 no service for this client. */
  readonly code: number
  /** The greeting's text, its lines joined by a blank. */
  readonly greeting?: string
  /** Extensions listed by EHLO or LHLO (RFC 5321, section 4.1.1.1), in upper case: `'PIPELINING'`, `'SIZE 10240000'`. */
  readonly extensions?: readonly string[]
  /** Whether STARTTLS is among them (RFC 3207); absent where that was not answered. */
  readonly starttls?: boolean
  /** SASL mechanisms offered without TLS: `['PLAIN', 'LOGIN']`. */
  readonly mechanisms?: readonly string[]
  /** The longest message it takes, in bytes (RFC 1870). */
  readonly size?: number
  /** The reply code with which EHLO or LHLO was refused. */
  readonly refusal?: number
}

/** A greeting, or any reply where it is expected, of one of the two kinds of mail servers. */
export function readMailReply(
  answer: Uint8Array,
  context: AnswerContext,
  kind: 'smtp' | 'lmtp',
): Match | undefined {
  const parsed = parseReply(latin1(answer, 0, 4096))
  if (!parsed || greetingKind(parsed, context) !== kind) return undefined
  const text = parsed.lines
    .map((line) => line.trim())
    .join('\n')
    .slice(0, 512)
  const software = describeSoftware('smtp', text.replace(ENHANCED_STATUS, ''))
  const details: MailDetails = { code: parsed.code, ...present({ greeting: cleanValue(text) }) }
  return {
    name: kind,
    ...present({ hostname: hostOf(text) }),
    ...software,
    details: { ...details },
    confidence:
      parsed.code === 220 && (/[sl]mtp/i.test(text) || software.product !== undefined)
        ? 'structured'
        : 'pattern',
    evidence: `reply ${parsed.code} of a mail server`,
  }
}

// RFC 3463: three numbers before the text, which are no version.
const ENHANCED_STATUS = /^[245]\.\d{1,3}\.\d{1,3} /gm
const HOST = /^(?<hostname>[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})(?=[ ,;]|$)/

/** The server's name: the first word, where it is dotted. */
function hostOf(text: string): string | undefined {
  const host = HOST.exec(text.trimStart())?.groups?.['hostname']
  return host !== undefined && /[a-z]/i.test(host) ? host : undefined
}

export function isWholeReply(bytes: Uint8Array): boolean {
  return parseReply(latin1(bytes))?.whole ?? false
}

/** Extensions that one program alone has, for those whose greeting does not name it. */
const OWN_EXTENSIONS = [
  {
    on: /^XVERP=COURIER$/,
    product: 'Courier MTA',
    vendor: 'Double Precision',
    cpe: 'courier-mta:courier-mta',
  },
  {
    on: /^(?:XEXCH50|X-EXPS\b.{0,60}|X-LINK2STATE|X-ANONYMOUSTLS)$/,
    product: 'Exchange Server',
    vendor: 'Microsoft',
    os: 'Windows',
    cpe: 'microsoft:exchange_server',
  },
]

function softwareOf(match: Match, { extensions = [] }: Partial<MailDetails>): Partial<Match> {
  if (match.product !== undefined) return {}
  const known = OWN_EXTENSIONS.find(({ on }) => extensions.some((line) => on.test(line)))
  if (known === undefined) return {}
  const { on: _, cpe: name, ...fields } = known
  const [vendor = '', product = ''] = name.split(':')
  return { ...fields, cpe: [cpe({ part: 'a', vendor, product })] }
}

/** Asks who is there, as a client of SMTP or of LMTP does; each refuses the other's word. */
export function greet(word: 'EHLO' | 'LHLO'): DetailStep {
  return {
    // A reserved name (RFC 6761): the server may log it, nobody can own it.
    send: Buffer.from(`${word} portscan.invalid\r\n`),
    enough: isWholeReply,
    merge: (match, answer) => {
      const parsed = parseReply(latin1(answer, 0, 8192))
      if (parsed === undefined) return match
      if (parsed.code !== 250) return afterRefusal(match, parsed, word)
      const extensions = parseExtensions(parsed)
      return {
        ...match,
        ...softwareOf(match, extensions),
        ...(word === 'LHLO' ? { name: 'lmtp', evidence: 'LHLO is answered with a list' } : { name: 'smtp' }),
        ...present({ hostname: match.hostname ?? hostOf(parsed.lines[0] ?? '') }),
        confidence: 'structured',
        details: present({ ...match.details, ...extensions, refusal: undefined }),
      }
    },
  }
}

/** A name that is no more than a guess can be mended by how the server refuses. */
function afterRefusal(match: Match, parsed: CodedReply, word: string): Match {
  const kind = match.confidence === 'pattern' ? kindOfRefusal(parsed) : undefined
  const known = { ...match, details: { ...match.details, refusal: parsed.code } }
  return kind === undefined
    ? known
    : {
        ...known,
        name: kind,
        confidence: 'structured',
        evidence: `reply ${parsed.code} to ${word} is one of ${kind}`,
      }
}

function parseExtensions({ lines }: CodedReply): Omit<MailDetails, 'code' | 'greeting'> {
  const list = lines.slice(1, 65).flatMap((line) => cleanValue(line.toUpperCase()) ?? [])
  const auth = list.find((line) => /^AUTH[ =]/.test(line))
  const size = list.map((line) => /^SIZE (?<size>\d{1,15})$/.exec(line)?.groups?.['size']).find(Boolean)
  return {
    extensions: list,
    starttls: list.includes('STARTTLS'),
    ...(auth !== undefined && { mechanisms: auth.slice(5).split(' ', 32).filter(Boolean) }),
    ...(size !== undefined && { size: Number(size) }),
  }
}
