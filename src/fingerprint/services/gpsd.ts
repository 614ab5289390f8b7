import { latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { trimVersion } from '../products/split-version.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `gpsd`. */
export interface GpsdDetails {
  /** Version of the protocol: `'3.14'`. */
  readonly protocol: string
}

const GREETING =
  /^\{"class":"VERSION","release":"(?<release>[\w.~+-]{1,40})","rev":"[^"\r\n]{0,80}","proto_major":(?<major>\d{1,3}),"proto_minor":(?<minor>\d{1,3})/

const greeting: Matcher = (answer) => {
  const groups = GREETING.exec(latin1(answer, 0, 512))?.groups
  if (!groups) return undefined
  const version = trimVersion(groups['release'])
  return {
    name: 'gpsd',
    product: 'gpsd',
    ...(version !== undefined && { version }),
    cpe: [cpe({ part: 'a', vendor: 'gpsd_project', product: 'gpsd', version })],
    details: { protocol: `${groups['major']!}.${groups['minor']!}` } satisfies GpsdDetails,
    confidence: 'structured',
    evidence: 'VERSION object',
  }
}

/**
 * The GPS daemon, gpsd_json(5).
 *
 * Asks: nothing.
 * Known by: a JSON object of the class VERSION.
 * Version: the object.
 */
export const gpsd: ServiceProbe = {
  name: 'gpsd',
  ports: [2947],
  rarity: 8,
  serverFirst: true,
  enough: (bytes) => bytes.includes(0x0a),
  matchers: [greeting],
}
