import { cleanValue, known as present, latin1 } from '../field.ts'
import { describeSoftware } from '../products/describe-software.ts'
import { greetingKind, kindOfRefusal } from '../greeting-kind.ts'
import { parseReply, type CodedReply } from '../reply-lines.ts'
import type { DetailStep, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `ftp`. */
export interface FtpDetails {
  /** The reply code of the greeting: 220 ready, 120 later, 421 not available, 530 refused. */
  readonly code: number
  /** The greeting's text, its lines joined by a blank. */
  readonly greeting?: string
  /** Features listed by FEAT (RFC 2389), in upper case: `'UTF8'`, `'MLST TYPE*;SIZE*;'`, `'AUTH TLS'`. */
  readonly features?: readonly string[]
  /** Whether it offers TLS on this port by AUTH TLS (RFC 4217); absent where FEAT said nothing. */
  readonly starttls?: boolean
}

const PORTS = [21, 2121, 8021]

const greeting: Matcher = (answer, context) => {
  const reply = parseReply(latin1(answer, 0, 4096))
  if (!reply || greetingKind(reply, context) !== 'ftp') return undefined
  const lines = reply.lines.map((line) => line.trim()).filter((line) => line !== '')
  const text = lines.join('\n').slice(0, 512)
  const software = describeSoftware('ftp', text)
  const details: FtpDetails = { code: reply.code, ...present({ greeting: cleanValue(text) }) }
  return {
    name: 'ftp',
    ...present({ hostname: hostOf(text) }),
    ...software,
    details: { ...details },
    confidence: /ftp/i.test(text) || software.product !== undefined ? 'structured' : 'pattern',
    evidence: `reply ${reply.code} of an FTP server`,
  }
}

const HOST =
  /(?:^|\n)(?<hostname>[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}) (?:Microsoft |NcFTPd |VsFTPd |DCS-\w{1,10} )?FTP (?:server|service)/i

function hostOf(text: string): string | undefined {
  const host = HOST.exec(text)?.groups?.['hostname']
  return host !== undefined && /[.\d-]/.test(host) ? host : undefined
}

const features: DetailStep = {
  send: Buffer.from('FEAT\r\n'),
  enough: (bytes) => parseReply(latin1(bytes))?.whole ?? false,
  merge: (match, answer) => {
    const reply = parseReply(latin1(answer, 0, 8192))
    if (!reply) return match
    if (reply.code !== 211) return afterRefusal(match, reply)
    const list = reply.lines.slice(1, -1).flatMap((line) => cleanValue(line.toUpperCase()) ?? [])
    const starttls = list.some((line) => /^AUTH\b.{0,60}\bTLS/.test(line))
    return {
      ...match,
      confidence: 'structured',
      details: { ...match.details, features: list.slice(0, 64), starttls },
    }
  },
}

/** A name that is no more than a guess can be mended by how the server refuses FEAT. */
function afterRefusal(match: Match, reply: CodedReply): Match {
  const kind = match.confidence === 'pattern' ? kindOfRefusal(reply) : undefined
  return kind === undefined
    ? match
    : {
        ...match,
        name: kind,
        confidence: 'structured',
        evidence: `reply ${reply.code} to FEAT is one of ${kind}`,
      }
}

/**
 * FTP, RFC 959.
 *
 * Asks: nothing; then `FEAT`, `AUTH TLS`, `QUIT`.
 * Known by: reply 220, 120 or 421 and FTP wording, the port, or a known product.
 * Version: the greeting.
 */
export const ftp: ServiceProbe = {
  name: 'ftp',
  ports: PORTS,
  tlsPorts: [990],
  rarity: 1,
  alpn: ['ftp'],
  serverFirst: true,
  enough: (bytes) => parseReply(latin1(bytes))?.whole ?? false,
  matchers: [greeting],
  detail: (match, step) => (step === 0 && match.details?.['code'] === 220 ? features : undefined),
  startTls: {
    offered: (match) => match.details?.['starttls'] === true,
    send: Buffer.from('AUTH TLS\r\n'),
    accepted: (answer) => parseReply(latin1(answer))?.code === 234,
  },
  goodbye: Buffer.from('QUIT\r\n'),
}
