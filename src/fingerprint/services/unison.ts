import { latin1 } from '../field.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `unison`. */
export interface UnisonDetails {
  /** The version that its peers must have, which may be older than its own: `'2.51'`. */
  readonly compatibleWith: string
}

const GREETING = /^Unison (?<version>\d\.\d{1,3})(?: with OCaml [^\r\n]{1,40})?\n/

const greeting: Matcher = (answer) => {
  const compatibleWith = GREETING.exec(latin1(answer, 0, 128))?.groups?.['version']
  if (compatibleWith === undefined) return undefined
  return {
    name: 'unison',
    product: 'Unison',
    details: { compatibleWith } satisfies UnisonDetails,
    confidence: 'structured',
    evidence: 'greeting of a server of Unison',
  }
}

/**
 * The file synchronizer Unison, `-socket` of its manual.
 *
 * Asks: nothing.
 * Known by: its name and a version in the first line.
 */
export const unison: ServiceProbe = {
  name: 'unison',
  ports: [],
  rarity: 8,
  serverFirst: true,
  matchers: [greeting],
}
