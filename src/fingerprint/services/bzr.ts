import { latin1 } from '../field.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `bzr`. */
export interface BzrDetails {
  /** Version of the smart protocol. */
  readonly protocol?: number
}

const version: Matcher = (answer, { probe }) => {
  const protocol = /^ok\x01(?<protocol>\d)\n$/.exec(latin1(answer, 0, 16))?.groups?.['protocol'] // eslint-disable-line no-control-regex
  if (protocol === undefined || probe !== 'bzr') return undefined
  return {
    name: 'bzr',
    details: { protocol: Number(protocol) } satisfies BzrDetails,
    confidence: 'structured',
    evidence: 'answer to "hello"',
  }
}

const refusal: Matcher = (answer) =>
  latin1(answer, 0, 64).startsWith('error\x01Generic bzr smart protocol error: ')
    ? { name: 'bzr', confidence: 'structured', evidence: 'an error of the smart protocol' }
    : undefined

/**
 * The smart protocol of Bazaar and Breezy, version 1, "Network Protocol" of their developers' documents.
 *
 * Asks: `hello`.
 * Known by: `ok` and the version of the protocol; its error for words that it does not know.
 */
export const bzr: ServiceProbe = {
  name: 'bzr',
  ports: [4155],
  rarity: 8,
  hello: () => Buffer.from('hello\n'),
  enough: (bytes) => bytes.includes(0x0a),
  matchers: [version, refusal],
}
