import { latin1 } from '../field.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `bzflag`. */
export interface BzflagDetails {
  /** Version of the protocol: `'0221'`. */
  readonly protocol: string
}

const greeting: Matcher = (answer) => {
  const protocol = /^BZFS(?<protocol>\d{4})/.exec(latin1(answer, 0, 16))?.groups?.['protocol']
  if (protocol === undefined) return undefined
  return {
    name: 'bzflag',
    product: 'BZFlag',
    details: { protocol } satisfies BzflagDetails,
    confidence: 'structured',
    evidence: 'its mark and the version of its protocol',
  }
}

/**
 * The game server BZFlag, its network protocol.
 *
 * Asks: the first words of a player, who does not enter.
 * Known by: `BZFS` and four digits.
 */
export const bzflag: ServiceProbe = {
  name: 'bzflag',
  ports: [5154],
  rarity: 8,
  hello: () => Buffer.from('BZFLAG\r\n\r\n'),
  matchers: [greeting],
}
