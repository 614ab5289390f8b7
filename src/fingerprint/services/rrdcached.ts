import { latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { Match, Matcher, ServiceProbe } from '../service-probe.ts'

const RRDCACHED = {
  name: 'rrdcached',
  product: 'RRDtool rrdcached',
  vendor: 'RRDtool',
  cpe: [cpe({ part: 'a', vendor: 'rrdtool', product: 'rrdtool' })],
} as const

const pong: Matcher = (answer, { probe }): Match | undefined =>
  probe === 'rrdcached' && /^0 PONG\n$/.test(latin1(answer, 0, 16))
    ? { ...RRDCACHED, confidence: 'structured', evidence: 'answer to PING' }
    : undefined

const refusal: Matcher = (answer): Match | undefined =>
  /^-1 Unknown command: [^\n]{0,200}\n/.test(latin1(answer, 0, 256))
    ? { ...RRDCACHED, confidence: 'pattern', evidence: 'error of rrdcached' }
    : undefined

/**
 * The caching daemon of RRDtool, "PROTOCOL" of rrdcached(1).
 *
 * Asks: `PING`; then `QUIT`.
 * Known by: the answer to it, or its words for a command that it does not know.
 */
export const rrdcached: ServiceProbe = {
  name: 'rrdcached',
  ports: [42_217],
  rarity: 8,
  hello: () => Buffer.from('PING\n'),
  enough: (bytes) => bytes.includes(0x0a),
  matchers: [pong, refusal],
  goodbye: Buffer.from('QUIT\n'),
}
