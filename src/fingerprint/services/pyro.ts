import { viewOf } from '../echo.ts'
import { latin1 } from '../field.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `pyro`. */
export interface PyroDetails {
  /** Version of the protocol: 48 is that of Pyro 4.82, 502 that of Pyro 5. */
  readonly protocol: number
}

/** Kinds of messages: connect, its answers, invoke, result, ping. */
const LAST_KIND = 6

const message: Matcher = (answer) => {
  if (answer.length < 24 || latin1(answer, 0, 4) !== 'PYRO') return undefined
  const view = viewOf(answer)
  const protocol = view.getUint16(4)
  const kind = view.getUint16(6)
  const major = protocol >= 40 && protocol < 60 ? 4 : protocol >= 500 && protocol < 600 ? 5 : undefined
  if (major === undefined || kind === 0 || kind > LAST_KIND) return undefined
  return {
    name: 'pyro',
    product: `Pyro${major}`,
    details: { protocol } satisfies PyroDetails,
    confidence: 'structured',
    evidence: 'a message of a protocol and a kind that there are',
  }
}

/**
 * Python Remote Objects, `Pyro4.message` and `Pyro5.protocol`.
 *
 * Asks: a message of version 0, which there is not.
 * Known by: its refusal, which has the header of its own version.
 */
export const pyro: ServiceProbe = {
  name: 'pyro',
  ports: [],
  rarity: 8,
  hello: () => Buffer.concat([Buffer.from('PYRO'), Buffer.alloc(36)]),
  matchers: [message],
}
