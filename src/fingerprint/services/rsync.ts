import { latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `rsync`. */
export interface RsyncDetails {
  /** The protocol's version: `'32.0'`. */
  readonly protocol: string
  /** The digests that it would authenticate by, strongest first. */
  readonly digests?: readonly string[]
  /** The releases that speak this version of the protocol; no end: the newest. */
  readonly versions?: { readonly from: string; readonly to?: string }
}

const GREETING =
  /^@RSYNCD: (?<major>\d{1,3})(?<minor>\.\d{1,3})?(?<digests>(?: [a-z0-9-]{1,16}){0,16}) ?\r?\n/

const greeting: Matcher = (answer) => {
  const groups = GREETING.exec(latin1(answer, 0, 512))?.groups
  if (!groups) return undefined
  const protocol = `${groups['major']!}${groups['minor'] ?? ''}`
  const digests = groups['digests']!.split(' ').filter((word) => word !== '')
  const versions = releases.get(Number(groups['major']))
  return {
    name: 'rsync',
    product: 'rsync',
    vendor: 'Samba',
    ...(versions && { info: `protocol ${protocol}: ${wording(versions)}` }),
    cpe: [cpe({ part: 'a', vendor: 'samba', product: 'rsync' })],
    details: {
      protocol,
      ...(digests.length > 0 && { digests }),
      ...(versions && { versions }),
    } satisfies RsyncDetails,
    confidence: 'structured',
    evidence: `greeting of protocol ${protocol}`,
  }
}

/** Which releases speak which version of the protocol, by their release notes. */
const releases: ReadonlyMap<number, NonNullable<RsyncDetails['versions']>> = new Map([
  [28, { from: '2.6.1', to: '2.6.3' }],
  [29, { from: '2.6.4', to: '2.6.9' }],
  [30, { from: '3.0.0', to: '3.0.9' }],
  [31, { from: '3.1.0', to: '3.3.0' }],
  [32, { from: '3.4.0' }],
])

function wording({ from, to }: NonNullable<RsyncDetails['versions']>): string {
  return to === undefined ? `${from} or later` : `${from} to ${to}`
}

/**
 * The rsync daemon, its csprotocol.txt.
 *
 * Asks: nothing; the list of modules is left alone.
 * Known by: the greeting `@RSYNCD: ` and a version of the protocol.
 * Version: a range, by the version of the protocol.
 */
export const rsync: ServiceProbe = {
  name: 'rsync',
  ports: [873],
  tlsPorts: [874],
  rarity: 3,
  serverFirst: true,
  enough: (bytes) => bytes.includes(0x0a),
  matchers: [greeting],
}
