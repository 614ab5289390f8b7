import { latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `svn`. */
export interface SvnDetails {
  /** Lowest and highest version of the protocol. */
  readonly protocol: readonly [lowest: number, highest: number]
  readonly capabilities: readonly string[]
  /** How it would authenticate; older servers say it at once. */
  readonly mechanisms?: readonly string[]
  /** The oldest release that has all of the capabilities: `'1.10'`. */
  readonly from?: string
}

// `( success ( 2 2 ( mechanism … ) ( capability … ) ) )`
const GREETING =
  /^\( success \( (?<low>\d{1,3}) (?<high>\d{1,3}) \( (?<mechanisms>(?:[\w.-]{1,40} ){0,16})\) \( (?<capabilities>(?:[\w.-]{1,40} ){0,64})\) \) \)\s/

/** The release that a capability came with, by Subversion's release notes; the newest first. */
const releases: readonly (readonly [capability: string, release: string])[] = [
  ['list', '1.10'],
  ['inherited-props', '1.8'],
  ['atomic-revprops', '1.7'],
  ['depth', '1.5'],
]

const greeting: Matcher = (answer) => {
  const groups = GREETING.exec(latin1(answer, 0, 2_048))?.groups
  if (!groups) return undefined
  const capabilities = words(groups['capabilities'])
  const mechanisms = words(groups['mechanisms'])
  const from = releases.find(([capability]) => capabilities.includes(capability))?.[1]
  return {
    name: 'svn',
    product: 'Subversion',
    vendor: 'Apache',
    ...(from !== undefined && { info: `svnserve ${from} or later` }),
    cpe: [cpe({ part: 'a', vendor: 'apache', product: 'subversion' })],
    details: {
      protocol: [Number(groups['low']), Number(groups['high'])],
      capabilities,
      ...(mechanisms.length > 0 && { mechanisms }),
      ...(from !== undefined && { from }),
    } satisfies SvnDetails,
    confidence: 'structured',
    evidence: 'greeting with capabilities',
  }
}

function words(list = ''): string[] {
  return list.split(' ').filter((word) => word !== '')
}

/**
 * Subversion's own protocol, the file libsvn_ra_svn/protocol of its source.
 *
 * Asks: nothing.
 * Known by: the greeting with the protocol's versions and capabilities.
 * Version: the oldest release that has the capabilities.
 */
export const svn: ServiceProbe = {
  name: 'svn',
  ports: [3690],
  rarity: 5,
  serverFirst: true,
  matchers: [greeting],
}
