import { cookie } from '../echo.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `h323`. */
export interface H323Details {
  /** What it answered with: `'status'`, `'release complete'`. */
  readonly message: string
  /** Number of the cause that it gives (Q.850), such as 81: there is no such call. */
  readonly cause?: number
}

/** TPKT (RFC 1006) version 3 and its length, discriminator of Q.931, reference of two bytes. */
const TPKT = 4
const DISCRIMINATOR = 8
const STATUS_ENQUIRY = 0x75
const CAUSE = 0x08
const messages: ReadonlyMap<number, string> = new Map([
  [0x5a, 'release complete'],
  [0x7d, 'status'],
  [0x6e, 'notify'],
  [0x7b, 'information'],
])

/** Asks for the state of a call that there is not: nothing rings. */
function hello({ random }: HelloContext): Uint8Array {
  const [high, low] = cookie(random, 2)
  return Buffer.from([3, 0, 0, TPKT + 5, DISCRIMINATOR, 2, high! & 0x7f, low!, STATUS_ENQUIRY])
}

const reply: Matcher = (answer, { sent, probe }) => {
  if (answer.length < TPKT + 5 || answer[0] !== 3 || answer[1] !== 0) return undefined
  const fits = ((answer[2]! << 8) | answer[3]!) === answer.length
  const message = messages.get(answer[8]!)
  if (!fits || answer[4] !== DISCRIMINATOR || answer[5] !== 2 || message === undefined) return undefined
  // The side that did not start the call turns the highest bit of its reference on.
  const isOurs = sent?.length === TPKT + 5 && answer[6] === (sent[6]! | 0x80) && answer[7] === sent[7]
  if (!isOurs && (sent !== undefined || probe !== 'h323' || answer[6]! < 0x80)) return undefined
  const cause = causeOf(answer)
  return {
    name: 'h323',
    details: { message, ...(cause !== undefined && { cause }) } satisfies H323Details,
    confidence: isOurs ? 'verified' : 'structured',
    evidence: `Q.931 ${message}${isOurs ? ' with our call reference' : ''}`,
  }
}

/** The cause, where it is the first element: its length, where it comes from, and its number. */
function causeOf(answer: Uint8Array): number | undefined {
  const length = answer[10] ?? 0
  return answer[9] === CAUSE && length >= 2 && answer.length >= 13 ? answer[12]! & 0x7f : undefined
}

/**
 * Call signalling of H.323: H.225.0 and Q.931 over TPKT (RFC 1006).
 *
 * Asks: the state of a call that there is not (STATUS ENQUIRY).
 * Known by: our call reference comes back in a message whose length fits.
 */
export const h323: ServiceProbe = {
  name: 'h323',
  ports: [1720],
  rarity: 8,
  hello,
  enough: (bytes) => bytes.length >= TPKT && bytes.length >= ((bytes[2]! << 8) | bytes[3]!),
  matchers: [reply],
}
