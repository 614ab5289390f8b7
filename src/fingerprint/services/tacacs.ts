import { cookie, sameBytes, viewOf } from '../echo.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `tacacs`. */
export interface TacacsDetails {
  /** Whether its answer is hidden by a secret that both ends share, as it should be. */
  readonly obfuscated?: boolean
}

/** Version, type, sequence number, flags, session, length (RFC 8907, section 4.1). */
const HEADER = 12
const [VERSION, AUTHENTICATION] = [0xc0, 1]
const UNENCRYPTED = 1
const [LOGIN, ASCII, LOGIN_SERVICE] = [1, 1, 1]
const MOST_LENGTH = 0xffff
const SESSION = 4

/** The start of a login by nobody (RFC 8907, section 5.1): no user, no port, no data. It goes no further. */
function start({ random }: HelloContext): Uint8Array {
  const body = [LOGIN, 0, ASCII, LOGIN_SERVICE, 0, 0, 0, 0]
  const head = [VERSION, AUTHENTICATION, 1, UNENCRYPTED]
  return Buffer.concat([Buffer.from(head), cookie(random, 4), Buffer.from([0, 0, 0, body.length, ...body])])
}

/** Our session, the second message of it, and a length that fits: status, flags, and two lengths at least. */
const reply: Matcher = (answer, { sent }) => {
  if (answer.length < HEADER + 6 || (answer[0]! & 0xf0) !== VERSION || answer[1] !== AUTHENTICATION)
    return undefined
  const length = viewOf(answer).getUint32(8)
  if (answer[2] !== 2 || length !== answer.length - HEADER || (answer[3]! & 0xfa) !== 0) return undefined
  const echoed =
    sent?.[0] === VERSION && sent.length === HEADER + 8 && sameBytes(answer, SESSION, sent, SESSION, 4)
  // Another session is not ours.
  if (sent !== undefined && !echoed) return undefined
  return {
    name: 'tacacs',
    details: { obfuscated: (answer[3]! & UNENCRYPTED) === 0 } satisfies TacacsDetails,
    confidence: echoed ? 'verified' : 'structured',
    evidence: `second message of ${echoed ? 'our' : 'a'} session, its length fits`,
  }
}

/**
 * TACACS+, RFC 8907.
 *
 * Asks: the start of a login without a name; nothing is answered to what it asks then.
 * Known by: our session in a second message whose length fits.
 */
export const tacacs: ServiceProbe = {
  name: 'tacacs',
  ports: [49],
  rarity: 8,
  hello: start,
  enough: (bytes) => {
    const length = bytes.length >= HEADER ? viewOf(bytes).getUint32(8) : Infinity
    return length <= MOST_LENGTH && bytes.length >= HEADER + length
  },
  matchers: [reply],
}
