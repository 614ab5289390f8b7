import { cookie, sameBytes, viewOf } from '../echo.ts'
import { latin1 } from '../field.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

const VERSION = Uint8Array.of(0, 0, 0, 1)
const [PING, PING_VERSION] = [9, 0x100]
/** Version, status, version of the command, length. */
const HEADER = 12
const INVALID = /^invalid command \(code=\d{1,10}, len=\d{1,10}\)$/

/** Our version of the protocol, then a ping: command, its version, its length, a number of ours. */
function hello({ random }: HelloContext): Uint8Array {
  const [high, low] = [PING_VERSION >> 8, PING_VERSION & 0xff]
  return Buffer.from([...VERSION, 0, PING, high, low, 0, 0, 0, 4, ...cookie(random, 4)])
}

const pong: Matcher = (answer, { probe, sent }) => {
  if (probe !== 'sphinx' || answer.length !== HEADER + 4 || !sameBytes(answer, 0, VERSION, 0, 4))
    return undefined
  const view = viewOf(answer)
  const echoed = sent !== undefined && sameBytes(answer, HEADER, sent, sent.length - 4, 4)
  if (view.getUint16(4) !== 0 || view.getUint32(8) !== 4 || !echoed) return undefined
  return { name: 'sphinx', confidence: 'verified', evidence: 'ping answered with its own number' }
}

const invalid: Matcher = (answer) => {
  // Its version comes at once, and may have been read before.
  const from = answer.length > 4 && sameBytes(answer, 0, VERSION, 0, 4) ? 4 : 0
  const body = answer.subarray(from)
  if (body.length < HEADER || viewOf(body).getUint16(0) !== 1) return undefined
  const length = viewOf(body).getUint32(4)
  if (length !== body.length - 8 || viewOf(body).getUint32(8) !== length - 4) return undefined
  return INVALID.test(latin1(body, HEADER, HEADER + 80))
    ? { name: 'sphinx', confidence: 'structured', evidence: 'error for an invalid command, its lengths fit' }
    : undefined
}

/**
 * The binary protocol of the search daemons Sphinx and Manticore.
 *
 * Asks: a ping with a number.
 * Known by: the number comes back; the error for commands that there are not.
 */
export const sphinx: ServiceProbe = {
  name: 'sphinx',
  ports: [9312],
  rarity: 8,
  hello,
  enough: (bytes) => bytes.length >= HEADER + 4,
  matchers: [pong, invalid],
}
