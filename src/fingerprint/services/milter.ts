import { viewOf } from '../echo.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `milter`. */
export interface MilterDetails {
  /** The version of the protocol: 2 to 6. */
  readonly protocol: number
  /** The changes to a message that it asks to be allowed, as bits. */
  readonly actions: number
  /** The steps that it does not want to hear of, as bits. */
  readonly skipped: number
}

const OPTION_NEGOTIATION = 0x4f
const LENGTH = 13
/** Version 6, all actions, all steps: what Sendmail offers, and Postfix. */
const OFFER = Buffer.from('0000000d4f00000006000001ff001fffff', 'hex')

/** An option negotiation in return: its own version, and no bit that was not offered. */
const negotiation: Matcher = (answer, { probe }) => {
  if (answer.length !== LENGTH + 4 || answer[4] !== OPTION_NEGOTIATION || probe !== 'milter') return undefined
  const view = viewOf(answer)
  const [length, protocol, actions, skipped] = [0, 5, 9, 13].map((at) => view.getUint32(at)) as [
    number,
    number,
    number,
    number,
  ]
  // What it sends back has nothing that was not offered; the offer itself is what an echo sends.
  if (length !== LENGTH || protocol < 2 || protocol > 6 || Buffer.from(answer).equals(OFFER)) return undefined
  if ((actions & ~0x1ff) !== 0 || (skipped & ~0x1fffff) !== 0) return undefined
  return {
    name: 'milter',
    details: { protocol, actions, skipped } satisfies MilterDetails,
    confidence: 'verified',
    evidence: 'option negotiation within what was offered',
  }
}

/**
 * Mail filter protocol of Sendmail and Postfix, mfapi and mfdef of libmilter.
 *
 * Asks: the option negotiation, then quits; no message is ever passed on.
 * Known by: its own negotiation, whose length fits and which asks for nothing that was not offered.
 */
export const milter: ServiceProbe = {
  name: 'milter',
  ports: [8891, 8892, 8893],
  rarity: 7,
  hello: () => OFFER,
  enough: (bytes) => bytes.length >= LENGTH + 4,
  matchers: [negotiation],
  reacts: { http: 'reset', tls: 'reset' },
  goodbye: Buffer.from([0, 0, 0, 1, 0x51]),
}
