import { latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `asterisk-manager`. */
export interface AsteriskManagerDetails {
  /** Version of the protocol: `'5.0.2'`. */
  readonly protocol: string
}

const GREETING = /^(?:Asterisk )?Call Manager\/(?<protocol>\d{1,3}(?:\.\d{1,3}){1,2})\r\n/

const greeting: Matcher = (answer) => {
  const protocol = GREETING.exec(latin1(answer, 0, 80))?.groups?.['protocol']
  if (protocol === undefined) return undefined
  return {
    name: 'asterisk-manager',
    product: 'Asterisk',
    vendor: 'Sangoma',
    cpe: [cpe({ part: 'a', vendor: 'digium', product: 'asterisk' })],
    // It goes up with the releases, but is not theirs.
    info: `protocol ${protocol}`,
    details: { protocol } satisfies AsteriskManagerDetails,
    confidence: 'structured',
    evidence: 'greeting with the version of its protocol',
  }
}

/**
 * The manager interface of Asterisk (AMI), by its documentation.
 *
 * Asks: nothing; then Logoff.
 * Known by: the greeting.
 * Version: none, only that of the protocol.
 */
export const asteriskManager: ServiceProbe = {
  name: 'asterisk-manager',
  ports: [5038],
  tlsPorts: [5039],
  rarity: 8,
  serverFirst: true,
  enough: (bytes) => bytes.includes(0x0a),
  matchers: [greeting],
  goodbye: Buffer.from('Action: Logoff\r\n\r\n'),
}
