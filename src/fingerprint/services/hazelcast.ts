import { latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

const PROTOCOL = 'HZC'
// The start of a packet (its version and flags), which is never sent in full: who repeats what is said repeats that too.
const HELLO = Buffer.from(`${PROTOCOL}\x04\0\x10`, 'latin1')

const member: Matcher = (answer, { probe }) => {
  if (probe !== 'hazelcast' || latin1(answer) !== PROTOCOL) return undefined
  return {
    name: 'hazelcast',
    product: 'Hazelcast',
    vendor: 'Hazelcast',
    cpe: [cpe({ part: 'a', vendor: 'hazelcast', product: 'hazelcast' })],
    confidence: 'structured',
    evidence: 'agrees to the protocol of its members',
  }
}

/**
 * Hazelcast, the protocol between its members; it has no public specification beside its source.
 *
 * Asks: for that protocol; no packet follows, nobody joins.
 * Known by: the name of that protocol and no more.
 */
export const hazelcast: ServiceProbe = {
  name: 'hazelcast',
  ports: [5701, 5702, 5703],
  rarity: 8,
  hello: () => HELLO,
  enough: (bytes) => bytes.length >= PROTOCOL.length,
  matchers: [member],
  // It goes by the first three bytes.
  reacts: { http: 'close', tls: 'close' },
}
