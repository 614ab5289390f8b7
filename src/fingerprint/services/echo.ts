import { cookie, sameBytes } from '../echo.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

/** Fewer bytes than this could be the same by chance. */
const LEAST = 8

function words({ random }: HelloContext): Uint8Array {
  return Buffer.from(`${cookie(random, 8).toString('hex')}\r\n`)
}

/** Whatever was said, word for word: other probes' requests too. */
const same: Matcher = (answer, { sent }) => {
  if (sent === undefined || sent.length < LEAST || answer.length !== sent.length) return undefined
  if (!sameBytes(answer, 0, sent, 0, sent.length)) return undefined
  return { name: 'echo', confidence: 'verified', evidence: 'our own words came back' }
}

/**
 * Echo, RFC 862.
 *
 * Asks: a line that nobody else would say.
 * Known by: the same line, and nothing else.
 */
export const echo: ServiceProbe = {
  name: 'echo',
  ports: [7],
  rarity: 9,
  hello: words,
  enough: (bytes) => bytes.includes(0x0a),
  matchers: [same],
}
