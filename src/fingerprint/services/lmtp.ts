import { latin1 } from '../field.ts'
import { greet, isWholeReply, readMailReply, type MailDetails } from '../mail-reply.ts'
import { parseReply } from '../reply-lines.ts'
import type { ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `lmtp`. */
export type LmtpDetails = MailDetails

/**
 * LMTP, RFC 2033.
 *
 * Asks: nothing; then `LHLO portscan.invalid`, `STARTTLS`, `QUIT`.
 * Known by: a greeting that says LMTP, or the port; where EHLO is refused, the reply to LHLO.
 * Version: the greeting.
 */
export const lmtp: ServiceProbe = {
  name: 'lmtp',
  ports: [24],
  rarity: 5,
  serverFirst: true,
  enough: isWholeReply,
  matchers: [(answer, context) => readMailReply(answer, context, 'lmtp')],
  detail: (match, step) => (step === 0 && match.details?.['code'] === 220 ? greet('LHLO') : undefined),
  startTls: {
    offered: (match) => match.details?.['starttls'] === true,
    send: Buffer.from('STARTTLS\r\n'),
    accepted: (answer) => parseReply(latin1(answer))?.code === 220,
  },
  goodbye: Buffer.from('QUIT\r\n'),
}
