import { viewOf } from '../echo.ts'
import { latin1 } from '../field.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `spice`. */
export interface SpiceDetails {
  /** Version of the protocol: `'2.2'`. */
  readonly protocol: string
  /** Number of the error; absent: it would go on to authentication. */
  readonly error?: number
}

const HEADER = 16
const KEY = 162
/** Error, public key, two numbers of capabilities and where they stand. */
const LEAST = 4 + KEY + 12
const MOST = 1_024
const LATER_ERRORS = 10

/** A link to the main channel, without any capabilities. */
function hello(): Uint8Array {
  const message = Buffer.alloc(HEADER + 18)
  message.write('REDQ')
  for (const [at, value] of [
    [4, 2],
    [8, 2],
    [12, 18],
    [30, 18],
  ] as const)
    message.writeUInt32LE(value, at)
  message[20] = 1
  return message
}

const reply: Matcher = (answer) => {
  if (answer.length < HEADER + LEAST || latin1(answer, 0, 4) !== 'REDQ') return undefined
  const view = viewOf(answer)
  const [major, minor, length, error] = [4, 8, 12, 16].map((at) => view.getUint32(at, true))
  // The words of the capabilities come last, four bytes each.
  const words = view.getUint32(20 + KEY, true) + view.getUint32(24 + KEY, true)
  const fits = length === LEAST + 4 * words && HEADER + length <= answer.length
  if (!fits || major! > 9 || minor! > 9 || error! > LATER_ERRORS) return undefined
  return {
    name: 'spice',
    details: { protocol: `${major!}.${minor!}`, ...(error! > 0 && { error: error! }) } satisfies SpiceDetails,
    confidence: 'verified',
    evidence: 'reply to a link, its lengths fit',
  }
}

/**
 * SPICE, "Spice protocol" of its project: the link stage.
 *
 * Asks: a link to the main channel; no ticket is sent.
 * Known by: the reply to it, which comes to foreign words too, as an error.
 */
export const spice: ServiceProbe = {
  name: 'spice',
  ports: [5930],
  rarity: 8,
  hello,
  enough: (bytes) =>
    bytes.length >= HEADER && bytes.length >= HEADER + Math.min(viewOf(bytes).getUint32(12, true), MOST),
  matchers: [reply],
}
