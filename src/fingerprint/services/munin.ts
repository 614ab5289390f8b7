import { latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { trimVersion } from '../products/split-version.ts'
import type { DetailStep, Match, Matcher, ServiceProbe } from '../service-probe.ts'

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

/** `munins node on host.example version: 2.0.73` */
const VERSION = /^munins? node on [\w.:-]{1,253} version: (?<version>\d[\w.-]{0,30})\n/

const askVersion: DetailStep = {
  send: Buffer.from('version\n'),
  enough: (bytes) => bytes.includes(0x0a),
  merge: (known, answer): Match => {
    const version = trimVersion(VERSION.exec(latin1(answer, 0, 400))?.groups?.['version'])
    if (version === undefined) return known
    return {
      ...known,
      version,
      cpe: [cpe({ part: 'a', vendor: 'munin-monitoring', product: 'munin', version })],
    }
  },
}

/**
 * A Munin node, "Data exchange between master and node" of its documentation.
 *
 * Asks: nothing; then `version`, `quit`.
 * Known by: the greeting `# munin node at ` and a host.
 * Version: the answer to `version`.
 */
export const munin: ServiceProbe = {
  name: 'munin',
  ports: [4949],
  rarity: 8,
  serverFirst: true,
  enough: (bytes) => bytes.includes(0x0a),
  matchers: [greeting],
  detail: (_known, step) => (step === 0 ? askVersion : undefined),
  goodbye: Buffer.from('quit\n'),
}
