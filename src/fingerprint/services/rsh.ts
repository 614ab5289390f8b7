import { cleanValue, latin1 } from '../field.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `rsh`. */
export interface RshDetails {
  /** Why it refuses. */
  readonly refusal: string
}

/** An error is a byte of 1 and a line of text (rcmd of 4.2BSD). */
const REFUSED = 1
const PORTS = [512, 513, 514]

const refusal: Matcher = (answer, { port, probe }) => {
  const expected = probe === 'rsh' || (port !== undefined && PORTS.includes(port))
  if (!expected || answer[0] !== REFUSED || answer.at(-1) !== 0x0a) return undefined
  const text = latin1(answer, 1, 258)
  if (!/^[\x20-\x7e]{3,250}\r?\n$/.test(text)) return undefined
  return {
    name: 'rsh',
    details: { refusal: cleanValue(text) ?? '' } satisfies RshDetails,
    confidence: 'pattern',
    evidence: 'an error in the form of rcmd',
  }
}

/**
 * The remote shell of BSD and its relatives, rexec and rlogin: 4.2BSD, rcmd(3) and rshd(8).
 *
 * Asks: nothing, since each request names a user and is an attempt to log in.
 * Known by: its refusal of a client that it does not trust, where it speaks unasked or after a foreign question.
 */
export const rsh: ServiceProbe = {
  name: 'rsh',
  ports: [514],
  rarity: 9,
  serverFirst: true,
  matchers: [refusal],
}
