import { viewOf } from '../echo.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `time`. */
export interface TimeDetails {
  /** What it takes for the time, in ISO 8601. */
  readonly time: string
}

/** Seconds from 1900, where the protocol begins to count, to 1970. */
const TO_UNIX = 2_208_988_800
/** No clock that runs shows a time before this program was written; the count ends in 2036. */
const EARLIEST = Date.UTC(2025, 0, 1) / 1000

/** Four bytes say little: they have to be a time of now, on the protocol's own port, from a server that spoke first. */
const seconds: Matcher = (answer, { port, probe }) => {
  if (answer.length !== 4 || !(port === 37 || probe === 'time')) return undefined
  const unix = viewOf(answer).getUint32(0) - TO_UNIX
  if (unix < EARLIEST) return undefined
  const details: TimeDetails = { time: new Date(unix * 1000).toISOString() }
  return {
    name: 'time',
    details: { ...details },
    confidence: 'structured',
    evidence: 'four bytes that are a time of this century',
  }
}

/**
 * Time, RFC 868.
 *
 * Asks: nothing, the server speaks first.
 * Known by: four bytes that count the seconds since 1900, on its own port.
 */
export const time: ServiceProbe = {
  name: 'time',
  ports: [37],
  rarity: 9,
  serverFirst: true,
  enough: (bytes) => bytes.length >= 4,
  matchers: [seconds],
}
