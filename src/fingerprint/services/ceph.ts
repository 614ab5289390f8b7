import { latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { viewOf } from '../echo.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `ceph`. */
export interface CephDetails {
  /** Version of the messenger protocol. */
  readonly messenger: 1 | 2
}

// Version 1: the word, two addresses. Version 2: the word, a length, two sets of features.
const [WORD_1, WORD_2] = ['ceph v027', 'ceph v2\n']
const ADDRESSES = 2 * 136
const FEATURES = 16

const banner: Matcher = (answer) => {
  const text = latin1(answer, 0, 9)
  const messenger =
    text === WORD_1 && answer.length === WORD_1.length + ADDRESSES
      ? 1
      : text.startsWith(WORD_2) && hasFeatures(answer)
        ? 2
        : undefined
  if (messenger === undefined) return undefined
  return {
    name: 'ceph',
    product: 'Ceph',
    vendor: 'Ceph',
    cpe: [cpe({ part: 'a', vendor: 'linuxfoundation', product: 'ceph' })],
    details: { messenger } satisfies CephDetails,
    confidence: 'structured',
    evidence: `banner of messenger ${messenger}, its length fits`,
  }
}

function hasFeatures(answer: Uint8Array): boolean {
  const at = WORD_2.length
  return answer.length === at + 2 + FEATURES && viewOf(answer).getUint16(at, true) === FEATURES
}

/**
 * Ceph, "msgr2 protocol" and "Network Protocol" of its documentation.
 *
 * Asks: nothing.
 * Known by: the banner of a monitor or another daemon, whose length fits.
 */
export const ceph: ServiceProbe = {
  name: 'ceph',
  ports: [3300, 6789],
  rarity: 8,
  serverFirst: true,
  enough: (bytes) => hasFeatures(bytes) || bytes.length >= WORD_1.length + ADDRESSES,
  matchers: [banner],
}
