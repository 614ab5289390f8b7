import { latin1 } from '../field.ts'
import { greet, isWholeReply, readMailReply, type MailDetails } from '../mail-reply.ts'
import { parseReply } from '../reply-lines.ts'
import type { DetailStep, Match, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `smtp`. */
export type SmtpDetails = MailDetails

/** A server that does not know EHLO may be one of LMTP: some greet with the same words. */
function further(match: Match, step: number): DetailStep | undefined {
  const { code, extensions, refusal = 0 } = (match.details ?? {}) as Partial<SmtpDetails>
  if (code !== 220 || extensions !== undefined) return undefined
  if (step === 0) return greet('EHLO')
  return step === 1 && refusal >= 500 && refusal <= 503 ? greet('LHLO') : undefined
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
  enough: isWholeReply,
  matchers: [(answer, context) => readMailReply(answer, context, 'smtp')],
  detail: further,
  startTls: {
    offered: (match) => match.details?.['starttls'] === true,
    send: Buffer.from('STARTTLS\r\n'),
    accepted: (answer) => parseReply(latin1(answer))?.code === 220,
  },
  goodbye: Buffer.from('QUIT\r\n'),
}
