import { viewOf } from '../echo.ts'
import { latin1 } from '../field.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `nbd`. */
export interface NbdDetails {
  /** `'newstyle'` lets its clients choose; `'oldstyle'` gives them its one disk at once. */
  readonly negotiation: 'newstyle' | 'oldstyle'
  /** Whether it follows the fixed rules of the newer negotiation. */
  readonly fixed?: boolean
  /** Bytes of the disk. */
  readonly size?: number
}

const MAGIC = 'NBDMAGIC'
const OPTIONS = 'IHAVEOPT'
const OLD_COOKIE = '\0\0\x42\x02\x81\x86\x12\x53'
const [NEW_LENGTH, OLD_LENGTH] = [18, 152]

const greeting: Matcher = (answer) => {
  const details = latin1(answer, 0, 8) === MAGIC ? negotiationOf(answer, latin1(answer, 8, 16)) : undefined
  return (
    details && {
      name: 'nbd',
      details: { ...details },
      confidence: 'structured',
      evidence: `greeting of the ${details.negotiation} negotiation`,
    }
  )
}

function negotiationOf(answer: Uint8Array, kind: string): NbdDetails | undefined {
  if (kind === OPTIONS && answer.length === NEW_LENGTH)
    return { negotiation: 'newstyle', fixed: (answer[17]! & 1) === 1 }
  if (kind !== OLD_COOKIE || answer.length !== OLD_LENGTH) return undefined
  const size = Number(viewOf(answer).getBigUint64(16))
  return { negotiation: 'oldstyle', ...(Number.isSafeInteger(size) && { size }) }
}

/**
 * Network Block Device, the file proto.md of its source.
 *
 * Asks: nothing.
 * Known by: the magic numbers of its greeting, whose length fits.
 */
export const nbd: ServiceProbe = {
  name: 'nbd',
  ports: [10_809],
  rarity: 8,
  serverFirst: true,
  enough: (bytes) => bytes.length >= NEW_LENGTH,
  matchers: [greeting],
}
