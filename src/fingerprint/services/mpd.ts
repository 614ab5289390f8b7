import { latin1 } from '../field.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `mpd`. */
export interface MpdDetails {
  /** Version of the protocol, which goes with the releases of the program: `'0.23.5'`. */
  readonly protocol: string
}

const GREETING = /^OK MPD (?<version>\d{1,3}\.\d{1,3}(?:\.\d{1,3})?)\n/

const greeting: Matcher = (answer) => {
  const protocol = GREETING.exec(latin1(answer, 0, 64))?.groups?.['version']
  if (protocol === undefined) return undefined
  return {
    name: 'mpd',
    product: 'Music Player Daemon',
    // The last release that changed the protocol, which may be older than the program.
    info: `protocol ${protocol}`,
    details: { protocol } satisfies MpdDetails,
    confidence: 'structured',
    evidence: 'greeting with a version',
  }
}

/**
 * Music Player Daemon, "Protocol" of its documentation.
 *
 * Asks: nothing.
 * Known by: the greeting `OK MPD ` and a version of the protocol.
 */
export const mpd: ServiceProbe = {
  name: 'mpd',
  ports: [6600],
  rarity: 8,
  serverFirst: true,
  enough: (bytes) => bytes.includes(0x0a),
  matchers: [greeting],
  goodbye: Buffer.from('close\n'),
}
