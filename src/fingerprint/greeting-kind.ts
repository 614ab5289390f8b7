import { firstRule } from './products/product-rule.ts'
import { ftpRules } from './products/rules-ftp.ts'
import { smtpRules } from './products/rules-smtp.ts'
import type { CodedReply } from './reply-lines.ts'
import type { AnswerContext } from './service-probe.ts'

const FTP_WORDS = /ftp|\bfile transfer\b|\bAUTH TLS\b|\bPASV\b/i
const SMTP_WORDS =
  /\b(?:E?SMTP|LMTP)|\bmail\b|\bmailer\b|\bpostfix\b|\bsendmail\b|\bexim\b|\bMTA\b|\bspam\b|\bMX\b|sender|recipient|\bEHLO\b|\bHELO\b|\bUBE\b/i
// Services that greet with the same codes and are neither.
const OTHER_WORDS =
  /\bVMware Authentication\b|\bSNPP\b|\bNNTP\b|\bnews\b|\bpoppassd?\b|\bpassword changer\b|\bpager\b|\bPJLink\b/i

const FTP_PORTS: ReadonlySet<number> = new Set([20, 21, 990, 2121, 8021])
const SMTP_PORTS: ReadonlySet<number> = new Set([25, 465, 587, 2525, 10_025])
const GREETINGS: ReadonlySet<number> = new Set([120, 220, 221, 421, 530, 550, 554])

/**
 * FTP and SMTP greet with the same codes: the words decide, then the port or the probe that was sent, then the
 * products that are known. A greeting that starts with a dotted host name is SMTP's (RFC 5321 4.3.1).
 * `undefined`: neither.
 */
export function greetingKind(reply: CodedReply, context: AnswerContext): 'ftp' | 'smtp' | undefined {
  const text = reply.lines.join('\n').slice(0, 512)
  const ftp = FTP_WORDS.test(text)
  const smtp = SMTP_WORDS.test(text) || hasEnhancedStatus(reply)
  if (ftp !== smtp)
    return GREETINGS.has(reply.code) || isExpected(context) ? (ftp ? 'ftp' : 'smtp') : undefined
  if (OTHER_WORDS.test(text)) return undefined
  const expected = expectedKind(context)
  if (expected !== undefined) return expected
  if (reply.code !== 220) return undefined
  return kindOfProduct(text) ?? kindOfFirstWord(text)
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

function isExpected(context: AnswerContext): boolean {
  return expectedKind(context) !== undefined
}

function expectedKind({ probe, port }: AnswerContext): 'ftp' | 'smtp' | undefined {
  if (probe === 'ftp' || probe === 'smtp') return probe
  if (port === undefined) return undefined
  if (FTP_PORTS.has(port)) return 'ftp'
  return SMTP_PORTS.has(port) ? 'smtp' : undefined
}

function kindOfProduct(text: string): 'ftp' | 'smtp' | undefined {
  const ftp = firstRule(ftpRules, text) !== undefined
  const smtp = firstRule(smtpRules, text) !== undefined
  if (ftp === smtp) return undefined
  return ftp ? 'ftp' : 'smtp'
}

function kindOfFirstWord(text: string): 'ftp' | 'smtp' {
  return /^ ?[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?:[ ,]|$)/.test(text) ? 'smtp' : 'ftp'
}
