import { latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

const VERSION = /^OK (?<version>\d{1,3}(?:\.\d{1,3}){1,3})[\w.+~-]{0,40}\r?\n$/
const UNKNOWN = /^ERR UNKNOWN_COMMAND Unknown\+server\+command[^\r\n]{0,80}\r\n/

const version: Matcher = (answer, { probe }) => {
  const found = VERSION.exec(latin1(answer, 0, 128))?.groups?.['version']
  // An OK with a number is said by many.
  if (found === undefined || probe !== 'gearman') return undefined
  return {
    name: 'gearman',
    product: 'Gearman',
    version: found,
    cpe: [cpe({ part: 'a', vendor: 'gearman', product: 'gearman', version: found })],
    confidence: 'structured',
    evidence: 'version in answer to "version"',
  }
}

const unknown: Matcher = (answer) =>
  UNKNOWN.test(latin1(answer, 0, 128))
    ? {
        name: 'gearman',
        product: 'Gearman',
        confidence: 'structured',
        evidence: 'its error for unknown commands',
      }
    : undefined

/**
 * The job server Gearman, "Administrative Protocol" of its protocol.
 *
 * Asks: `version`.
 * Known by: `OK` and a version; its error for commands that it does not know.
 * Version: the same.
 */
export const gearman: ServiceProbe = {
  name: 'gearman',
  ports: [4730],
  rarity: 8,
  hello: () => Buffer.from('version\r\n'),
  enough: (bytes) => bytes.includes(0x0a),
  matchers: [version, unknown],
}
