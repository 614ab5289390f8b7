import { latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `clamd`. */
export interface ClamdDetails {
  /** The number of the signature database. */
  readonly database?: string
  /** When that was made, as it says it. */
  readonly databaseDate?: string
}

/** `ClamAV 1.4.6/27182/Sat Nov 21 08:24:11 2026`; without a database of its makers only the version. */
const VERSION =
  /^ClamAV (?<version>\d{1,3}\.[\w.+~-]{1,40})(?:\/(?<database>\d{1,10})\/(?<date>[\w: ]{10,40}))?\n$/
/** What it says to words that it does not know, in these capitals and nothing else. */
const UNKNOWN = 'UNKNOWN COMMAND\n'

const answers: Matcher = (answer, { probe }) => {
  const text = latin1(answer, 0, 256)
  if (text === UNKNOWN && probe !== 'listen')
    return {
      name: 'clamd',
      product: 'ClamAV',
      cpe: [cpe({ part: 'a', vendor: 'clamav', product: 'clamav' })],
      confidence: 'pattern',
      evidence: 'the words for an unknown command',
    }
  const { version, database, date } = VERSION.exec(text)?.groups ?? {}
  if (version === undefined) return undefined
  const details: ClamdDetails =
    database === undefined ? {} : { database, ...(date !== undefined && { databaseDate: date.trim() }) }
  return {
    name: 'clamd',
    product: 'ClamAV',
    version,
    cpe: [cpe({ part: 'a', vendor: 'clamav', product: 'clamav', version })],
    details: { ...details },
    confidence: 'structured',
    evidence: 'answer to VERSION',
  }
}

/**
 * The ClamAV daemon, clamd(8).
 *
 * Asks: `nVERSION`; nothing is ever scanned.
 * Known by: the answer to VERSION, or its words for a command that it does not know.
 * Version: the answer to VERSION.
 */
export const clamd: ServiceProbe = {
  name: 'clamd',
  ports: [3310],
  rarity: 8,
  hello: () => Buffer.from('nVERSION\n'),
  enough: (bytes) => bytes.includes(0x0a),
  matchers: [answers],
}
