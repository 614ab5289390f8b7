import { latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `spamd`. */
export interface SpamdDetails {
  /** The version of the protocol that it answered in: `'1.5'`. */
  readonly protocol: string
  /** The response code, one of sysexits.h: 0 all right, 76 what was said is not its protocol. */
  readonly code: number
}

const RESPONSE = /^SPAMD\/(?<protocol>\d\.\d{1,2}) (?<code>\d{1,3}) [^\r\n]{1,300}\r?\n/

const response: Matcher = (answer) => {
  const groups = RESPONSE.exec(latin1(answer, 0, 512))?.groups
  if (!groups) return undefined
  const details: SpamdDetails = { protocol: groups['protocol']!, code: Number(groups['code']) }
  return {
    name: 'spamd',
    product: 'SpamAssassin',
    vendor: 'Apache',
    cpe: [cpe({ part: 'a', vendor: 'apache', product: 'spamassassin' })],
    details: { ...details },
    confidence: 'structured',
    evidence: 'response line of the spamd protocol',
  }
}

/**
 * The SpamAssassin daemon, the file PROTOCOL of its source.
 *
 * Asks: `PING`; no message is ever checked.
 * Known by: a response line `SPAMD/`, a version and a code, whatever was asked.
 */
export const spamd: ServiceProbe = {
  name: 'spamd',
  ports: [783],
  rarity: 8,
  hello: () => Buffer.from('PING SPAMC/1.2\r\n\r\n'),
  enough: (bytes) => bytes.includes(0x0a),
  matchers: [response],
}
