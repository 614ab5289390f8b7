import { cookie, sameBytes, viewOf } from '../echo.ts'
import { latin1 } from '../field.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'
import { memcachedSoftware, type MemcachedDetails } from './memcached.ts'

const HEADER = 24
const [REQUEST, RESPONSE] = [0x80, 0x81]
const [VERSION, QUIT_QUIETLY] = [0x0b, 0x17]
const [DONE, UNAUTHENTICATED] = [0, 0x20]
const MOST = 256

/** A request without a key: magic, opcode, lengths of nothing, and our opaque number at 12. */
function request(opcode: number, opaque: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(HEADER)
  bytes[0] = REQUEST
  bytes[1] = opcode
  bytes.set(opaque, 12)
  return bytes
}

function isWhole(bytes: Uint8Array): boolean {
  return bytes.length >= HEADER && bytes.length >= HEADER + Math.min(viewOf(bytes).getUint32(8), MOST)
}

const version: Matcher = (answer, { sent }) => {
  if (answer.length < HEADER || answer[0] !== RESPONSE || answer[1] !== VERSION) return undefined
  const view = viewOf(answer)
  const [noKey, length, status] = [view.getUint32(2) >>> 8 === 0, view.getUint32(8), view.getUint16(6)]
  const echoed = sent !== undefined && sameBytes(answer, 12, sent, 12, 4)
  if (!noKey || length > MOST || answer.length !== HEADER + length || (sent !== undefined && !echoed))
    return undefined
  const authRequired = status === UNAUTHENTICATED
  if (status !== DONE && !authRequired) return undefined
  return {
    name: 'memcached',
    by: 'memcached-binary',
    ...(!authRequired && memcachedSoftware(latin1(answer, HEADER))),
    details: { binary: true, authRequired } satisfies MemcachedDetails,
    confidence: echoed ? 'verified' : 'structured',
    evidence: `answer of the binary protocol${echoed ? ' with our number' : ', its lengths fit'}`,
  }
}

/**
 * Memcached's binary protocol, for servers that speak no other (`-B binary`, or with SASL).
 *
 * Asks: for its version; then quits.
 * Known by: an answer with our number whose lengths fit. It is named `memcached`.
 * Version: the answer.
 */
export const memcachedBinary: ServiceProbe = {
  name: 'memcached-binary',
  // On the port of the text protocol too: whoever wants another magic byte hangs up on those who ask otherwise.
  ports: [],
  rarity: 8,
  hello: ({ random }: HelloContext) => request(VERSION, cookie(random, 4)),
  enough: isWhole,
  matchers: [version],
  reacts: { http: 'close', tls: 'close' },
  goodbye: request(QUIT_QUIETLY, Buffer.alloc(4)),
}
