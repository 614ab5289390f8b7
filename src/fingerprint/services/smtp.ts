import { cleanValue, known as present, latin1 } from '../field.ts'
import { greetingKind, kindOfRefusal } from '../greeting-kind.ts'
import { describeSoftware } from '../products/describe-software.ts'
import { parseReply, type CodedReply } from '../reply-lines.ts'
import type { DetailStep, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `smtp`. */
export interface SmtpDetails {
  /** The reply code of the greeting: 220 ready, 421 not now, 554 no service for this client. */
  readonly code: number
  /** The greeting's text, its lines joined by a blank. */
  readonly greeting?: string
  /** Extensions listed by EHLO (RFC 5321, section 4.1.1.1), in upper case: `'PIPELINING'`, `'SIZE 10240000'`. */
  readonly extensions?: readonly string[]
  /** Whether STARTTLS is among them (RFC 3207); absent where EHLO was not answered. */
  readonly starttls?: boolean
  /** SASL mechanisms offered without TLS: `['PLAIN', 'LOGIN']`. */
  readonly auth?: readonly string[]
  /** The longest message it takes, in bytes (RFC 1870). */
  readonly size?: number
}

const reply: Matcher = (answer, context) => {
  const parsed = parseReply(latin1(answer, 0, 4096))
  if (!parsed || greetingKind(parsed, context) !== 'smtp') return undefined
  const text = parsed.lines
    .map((line) => line.trim())
    .join('\n')
    .slice(0, 512)
  const software = describeSoftware('smtp', text)
  const details: SmtpDetails = { code: parsed.code, ...present({ greeting: cleanValue(text) }) }
  return {
    name: 'smtp',
    ...present({ hostname: hostOf(text) }),
    ...software,
    details: { ...details },
    confidence:
      parsed.code === 220 && (/smtp/i.test(text) || software.product !== undefined)
        ? 'structured'
        : 'pattern',
    evidence: `reply ${parsed.code} of a mail server`,
  }
}

const HOST = /^(?<hostname>[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})(?=[ ,;]|$)/

/** The server's name: the first word, where it is dotted. */
function hostOf(text: string): string | undefined {
  const host = HOST.exec(text.trimStart())?.groups?.['hostname']
  return host !== undefined && /[a-z]/i.test(host) ? host : undefined
}

function isWhole(bytes: Uint8Array): boolean {
  return parseReply(latin1(bytes))?.whole ?? false
}

const extensions: DetailStep = {
  // A reserved name (RFC 6761): the server may log it, nobody can own it.
  send: Buffer.from('EHLO portscan.invalid\r\n'),
  enough: isWhole,
  merge: (match, answer) => {
    const parsed = parseReply(latin1(answer, 0, 8192))
    if (parsed?.code !== 250) return parsed ? afterRefusal(match, parsed) : match
    return {
      ...match,
      ...present({ hostname: match.hostname ?? hostOf(parsed.lines[0] ?? '') }),
      confidence: 'structured',
      details: { ...match.details, ...parseExtensions(parsed) },
    }
  },
}

/** A name that is no more than a guess can be mended by how the server refuses EHLO. */
function afterRefusal(match: Match, parsed: CodedReply): Match {
  const kind = match.confidence === 'pattern' ? kindOfRefusal(parsed) : undefined
  return kind === undefined
    ? match
    : {
        ...match,
        name: kind,
        confidence: 'structured',
        evidence: `reply ${parsed.code} to EHLO is one of ${kind}`,
      }
}

function parseExtensions({ lines }: CodedReply): Omit<SmtpDetails, 'code' | 'greeting'> {
  const list = lines.slice(1, 65).flatMap((line) => cleanValue(line.toUpperCase()) ?? [])
  const auth = list.find((line) => /^AUTH[ =]/.test(line))
  const size = list.map((line) => /^SIZE (?<size>\d{1,15})$/.exec(line)?.groups?.['size']).find(Boolean)
  return {
    extensions: list,
    starttls: list.includes('STARTTLS'),
    ...(auth !== undefined && { auth: auth.slice(5).split(' ', 32).filter(Boolean) }),
    ...(size !== undefined && { size: Number(size) }),
  }
}

/**
 * SMTP, RFC 5321. Nothing is sent before the greeting: servers punish clients that talk too early.
 *
 * Asks: nothing; then `EHLO portscan.invalid`, `STARTTLS`, `QUIT`.
 * Known by: reply 220 or 554 and mail wording, an enhanced status code, the port, or a known product.
 * Version: the greeting.
 */
export const smtp: ServiceProbe = {
  name: 'smtp',
  ports: [25, 587, 2525],
  tlsPorts: [465],
  rarity: 1,
  serverFirst: true,
  enough: isWhole,
  matchers: [reply],
  detail: (match, step) => (step === 0 && match.details?.['code'] === 220 ? extensions : undefined),
  startTls: {
    offered: (match) => match.details?.['starttls'] === true,
    send: Buffer.from('STARTTLS\r\n'),
    accepted: (answer) => parseReply(latin1(answer))?.code === 220,
  },
  goodbye: Buffer.from('QUIT\r\n'),
}
