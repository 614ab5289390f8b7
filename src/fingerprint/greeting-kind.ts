import { firstRule } from './products/product-rule.ts'
import { ftpRules } from './products/rules-ftp.ts'
import { smtpRules } from './products/rules-smtp.ts'
import type { CodedReply } from './reply-lines.ts'
import type { AnswerContext } from './service-probe.ts'

/** The three that greet with the same codes. */
export type GreetingKind = 'ftp' | 'smtp' | 'lmtp'

const SMTP_NAME = /\bE?SMTPS?\b|smtpd?\b/i
const LMTP_NAME = /\bLMTP\b|lmtpd\b/i
const FTP_NAME = /ftp/i
const FTP_WORDS = /\bfile transfer\b|\bAUTH TLS\b|\bPASV\b/i
const MAIL_WORDS =
  /\bmail\b|\bmailer\b|\bpostfix\b|\bsendmail\b|\bexim\b|\bMTA\b|\bspam\b|\bMX\b|sender|recipient|\bEHLO\b|\bHELO\b|\bUBE\b/i
const MAIL_HOST = /^(?:e?smtp|e?mail|mx|mta|relay)\d{0,4}[.-]/i
const FTP_HOST = /^ftp\d{0,4}[.-]/i
const HOST = /^\s{0,4}(?<host>[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})(?=[ ,;]|$)/
// Services that greet with the same codes and are neither.
const OTHER_WORDS =
  /\bVMware Authentication\b|\bSNPP\b|\bNNTP\b|\bnews\b|\bpoppassd?\b|\bpassword changer\b|\bpager\b|\bPJLink\b|\bHylaFAX\b|<[\w.]{0,100}> <[^<>@\s]{1,100}@[^<>@\s]{1,255}>\s{0,2}$/i

const FTP_PORTS: ReadonlySet<number> = new Set([20, 21, 990, 2121, 8021])
const SMTP_PORTS: ReadonlySet<number> = new Set([25, 465, 587, 2525, 10_025])
const GREETINGS: ReadonlySet<number> = new Set([120, 220, 221, 421, 530, 550, 554])
/** A greeting that is cut off after so much and has said nothing could be anybody's. */
const LONG = 512

/**
 * FTP, SMTP and LMTP greet with the same codes: the protocol's name decides, then other words, then the port or the
 * probe that was sent, then the products that are known. A host is free to be called `ftp` and speak of mail. A greeting
 * that starts with a dotted host name is SMTP's (RFC 5321 4.3.1). `undefined`: none of them.
 */
export function greetingKind(reply: CodedReply, context: AnswerContext): GreetingKind | undefined {
  const text = reply.lines.join('\n')
  const host = HOST.exec(text)?.groups?.['host'] ?? ''
  const words = text.slice(text.indexOf(host) + host.length)
  const expected = expectedKind(context)
  const said = kindOfName(words, reply, expected)
  if (said !== undefined) return GREETINGS.has(reply.code) || expected !== undefined ? said : undefined
  if (OTHER_WORDS.test(text)) return undefined
  if (expected !== undefined) return expected
  if (reply.code !== 220 || (text.length > LONG && !reply.whole)) return undefined
  return kindOfHost(host) ?? kindOfProduct(text) ?? (host === '' ? 'ftp' : 'smtp')
}

/** By the words behind the host name: what calls itself by a protocol's name, or speaks of what only it does. */
function kindOfName(words: string, reply: CodedReply, expected?: GreetingKind): GreetingKind | undefined {
  const [first = ''] = words.split('\n', 1)
  for (const text of [words, first]) {
    const [ftp, smtp] = [FTP_NAME.test(text), SMTP_NAME.test(text) || hasEnhancedStatus(reply)]
    if (LMTP_NAME.test(text) && !SMTP_NAME.test(text)) return 'lmtp'
    if (smtp && !ftp) return expected === 'lmtp' && !SMTP_NAME.test(text) ? 'lmtp' : 'smtp'
    // A gateway may do both.
    if (ftp && !smtp) return MAIL_WORDS.test(text) && expected !== undefined ? expected : 'ftp'
    if (!ftp) break
  }
  if (FTP_NAME.test(words)) return undefined
  const [transfer, mail] = [FTP_WORDS.test(words), MAIL_WORDS.test(words)]
  if (transfer === mail) return undefined
  return transfer ? 'ftp' : expected === 'lmtp' ? 'lmtp' : 'smtp'
}

/**
 * What the reply to a first command says of a name that only the greeting's form gave: an enhanced status code is
 * SMTP's, a demand for USER is FTP's. `undefined` where it says nothing.
 */
export function kindOfRefusal(reply: CodedReply): 'ftp' | 'smtp' | undefined {
  if (reply.code < 500) return undefined
  if (hasEnhancedStatus(reply)) return 'smtp'
  return reply.code === 530 && /\bUSER\b/i.test(reply.lines[0] ?? '') ? 'ftp' : undefined
}

/** RFC 3463 codes stand at the start of the text; FTP has none. */
function hasEnhancedStatus({ code, lines }: CodedReply): boolean {
  const digit = String(code).charAt(0)
  return new RegExp(`^${digit}\\.\\d{1,3}\\.\\d{1,3} `).test(lines[0] ?? '')
}

function expectedKind({ probe, port }: AnswerContext): GreetingKind | undefined {
  if (probe === 'ftp' || probe === 'smtp' || probe === 'lmtp') return probe
  if (port === undefined) return undefined
  if (FTP_PORTS.has(port)) return 'ftp'
  if (port === 24) return 'lmtp'
  return SMTP_PORTS.has(port) ? 'smtp' : undefined
}

function kindOfHost(host: string): 'ftp' | 'smtp' | undefined {
  if (FTP_HOST.test(host)) return 'ftp'
  return MAIL_HOST.test(host) ? 'smtp' : undefined
}

function kindOfProduct(text: string): 'ftp' | 'smtp' | undefined {
  const field = text.slice(0, 512)
  const ftp = firstRule(ftpRules, field) !== undefined
  const smtp = firstRule(smtpRules, field) !== undefined
  if (ftp === smtp) return undefined
  return ftp ? 'ftp' : 'smtp'
}
