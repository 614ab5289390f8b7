import { cookie, sameBytes, viewOf } from '../echo.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `rtmp`. */
export interface RtmpDetails {
  /** What it gives as its version, where it is none of zeros: `'3.5.1.1'`. */
  readonly serverVersion?: string
}

const VERSION = 3
/** Length of C1, C2, S1 and S2. */
const PART = 1_536
const RANDOM = 8

/** C0 and C1: version, time 0, zero, random bytes. */
function hello({ random }: HelloContext): Uint8Array {
  return Buffer.concat([Buffer.from([VERSION]), Buffer.alloc(RANDOM), cookie(random, PART - RANDOM)])
}

/** S0, S1, and S2, which is C1 once more; its second time is the server's own. */
const handshake: Matcher = (answer, { sent, probe }) => {
  if (answer[0] !== VERSION || answer.length < 1 + PART || answer.length > 1 + 2 * PART) return undefined
  const second = 1 + PART + RANDOM
  const isC1 = sent?.length === 1 + PART
  const echoed = isC1 && sameBytes(answer, second, sent, 1 + RANDOM, PART - RANDOM)
  // Servers that sign their answer send back something else; the lengths fit all the same.
  const fits = probe === 'rtmp' && (answer.length === 1 + PART || answer.length === 1 + 2 * PART)
  const isEcho = isC1 && answer.length === 1 + PART && sameBytes(answer, 0, sent, 0, 1 + PART)
  if (isEcho || (!echoed && !fits)) return undefined
  const version = versionOf(answer)
  return {
    name: 'rtmp',
    details: { ...(version !== undefined && { serverVersion: version }) } satisfies RtmpDetails,
    confidence: echoed ? 'verified' : 'structured',
    evidence: echoed ? 'our random bytes come back' : 'handshake whose length fits',
  }
}

function versionOf(answer: Uint8Array): string | undefined {
  const text = answer.subarray(5, 9).join('.')
  return viewOf(answer).getUint32(5) === 0 ? undefined : text
}

/**
 * RTMP 1.0 (Adobe), section 5.2.
 *
 * Asks: C0 and C1 of the handshake.
 * Known by: our random bytes come back in S2; or S0 and S1 whose lengths fit.
 */
export const rtmp: ServiceProbe = {
  name: 'rtmp',
  ports: [1935],
  rarity: 7,
  hello,
  enough: (bytes) => bytes.length >= 1 + 2 * PART || (bytes.length > 0 && bytes[0] !== VERSION),
  matchers: [handshake],
  reacts: { http: 'silence', tls: 'silence' },
}
