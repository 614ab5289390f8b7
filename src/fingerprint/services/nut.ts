import { latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { trimVersion } from '../products/split-version.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

const VERSION = /^Network UPS Tools upsd (?<version>\d[\w.]{0,30})[^\n]{0,200}\n/
const REFUSAL = /^ERR (?:UNKNOWN-COMMAND|INVALID-ARGUMENT)\n(?:ERR [A-Z-]{3,40}\n){0,40}$/

const version: Matcher = (answer) => {
  const found = VERSION.exec(latin1(answer, 0, 512))?.groups
  if (!found) return undefined
  const release = trimVersion(found['version'])
  return {
    name: 'nut',
    product: 'Network UPS Tools upsd',
    ...(release !== undefined && { version: release }),
    cpe: [cpe({ part: 'a', vendor: 'networkupstools', product: 'network_ups_tools', version: release })],
    confidence: 'structured',
    evidence: 'answer to VER',
  }
}

const refusal: Matcher = (answer) => {
  if (!REFUSAL.test(latin1(answer, 0, 2_048))) return undefined
  return { name: 'nut', confidence: 'pattern', evidence: 'errors of upsd' }
}

/**
 * Network UPS Tools, the protocol of upsd (its documentation's "Network protocol information"; RFC 9271).
 *
 * Asks: `VER`; nothing is set and nobody logs in.
 * Known by: the answer to it, or its words for a command that it does not know.
 * Version: the answer.
 */
export const nut: ServiceProbe = {
  name: 'nut',
  ports: [3493],
  rarity: 8,
  hello: () => Buffer.from('VER\n'),
  enough: (bytes) => bytes.includes(0x0a),
  matchers: [version, refusal],
  startTls: {
    offered: () => true,
    send: Buffer.from('STARTTLS\n'),
    accepted: (answer) => latin1(answer, 0, 20).startsWith('OK STARTTLS\n'),
  },
  goodbye: Buffer.from('LOGOUT\n'),
}
