import { latin1 } from '../field.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

const GREETING = /^# munin node at (?<host>[\w.:-]{1,253})\n/

const greeting: Matcher = (answer) => {
  const hostname = GREETING.exec(latin1(answer, 0, 512))?.groups?.['host']
  if (hostname === undefined) return undefined
  return {
    name: 'munin',
    product: 'Munin node',
    hostname,
    confidence: 'structured',
    evidence: 'greeting with the name of the host',
  }
}

/**
 * A Munin node, "Data exchange between master and node" of its documentation.
 *
 * Asks: nothing.
 * Known by: the greeting `# munin node at ` and a host.
 */
export const munin: ServiceProbe = {
  name: 'munin',
  ports: [4949],
  rarity: 8,
  serverFirst: true,
  enough: (bytes) => bytes.includes(0x0a),
  matchers: [greeting],
  goodbye: Buffer.from('quit\n'),
}
