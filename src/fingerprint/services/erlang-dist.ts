import { cookie, viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `erlang-dist`. */
export interface ErlangDistDetails {
  /** What it says to a node of our name: `'ok'`, `'not_allowed'`, … */
  readonly status: string
  /** Its own name: `'rabbit@host'`. */
  readonly node?: string
  /** The capabilities that it has: its flags, in hexadecimal. */
  readonly flags?: string
  /** The oldest OTP release that has them. */
  readonly otpFrom?: number
}

const STATUS = /^s(?<status>ok|ok_simultaneous|nok|not_allowed|alive|named:)/
const NAME = /^[\x21-\x3f\x41-\x7e]{1,127}@[\x21-\x7e]{1,127}$/

/** What a node of OTP 25 is able to do, but that it is hidden: so it is told to nobody else. */
const FLAGS = [0x0000_000d, 0x07df_7fbc] as const
/** DFLAG_NAME_ME and others came with a release; the newest first. */
const releases: readonly (readonly [otp: number, high: number, low: number])[] = [
  [28, 0x20, 0],
  [25, 0, 0x0400_0000],
  [24, 0x08, 0],
  [23, 0, 0x0100_0000],
]

/** The start of a handshake (`send_name`) under an invented name. What would follow is a proof of the cookie. */
function sendName({ random }: HelloContext): Uint8Array {
  const node = Buffer.from(`portscan-${cookie(random, 4).toString('hex')}@portscan.invalid`)
  const message = Buffer.alloc(17 + node.length)
  message.writeUInt16BE(message.length - 2, 0)
  message.write('N', 2)
  message.writeUInt32BE(FLAGS[0], 3)
  message.writeUInt32BE(FLAGS[1], 7)
  cookie(random, 4).copy(message, 11)
  return Buffer.concat([message.subarray(0, 15), lengthOf(node), node])
}

function lengthOf(text: Uint8Array): Buffer {
  return Buffer.from([text.length >> 8, text.length & 0xff])
}

/** The messages of an answer, each behind two bytes of length, as far as they are whole; at most two. */
function messages(answer: Uint8Array): Uint8Array[] {
  const found: Uint8Array[] = []
  for (let at = 0; at + 2 <= answer.length && found.length < 2;) {
    const end = at + 2 + ((answer[at]! << 8) | answer[at + 1]!)
    if (end > answer.length) break
    found.push(answer.subarray(at + 2, end))
    at = end
  }
  return found
}

const handshake: Matcher = (answer) => {
  const [first, second] = messages(answer)
  if (first === undefined || first.length > 64) return undefined
  const text = latin1(first)
  const status = STATUS.exec(text)?.groups?.['status']
  if (status === undefined || (status !== 'named:' && text !== `s${status}`)) return undefined
  const challenge = second && challengeOf(second)
  // What follows the word must fit as well: the challenge, or nothing.
  if (answer.length > first.length + 2 && challenge === undefined) return undefined
  const otp = challenge?.otpFrom
  return {
    name: 'erlang-dist',
    product: 'Erlang Distribution Node',
    vendor: 'Erlang',
    ...(otp !== undefined && { info: `Erlang/OTP ${otp} or later` }),
    ...present({ hostname: cleanValue(challenge?.node?.split('@')[1]) }),
    details: { status, ...challenge } satisfies ErlangDistDetails,
    confidence: 'structured',
    evidence: challenge ? 'status and challenge of a node' : `status "${status}"`,
  }
}

/** `send_challenge`: of OTP 23 and later (N), or of those before (n). */
function challengeOf(message: Uint8Array): Omit<ErlangDistDetails, 'status'> | undefined {
  const view = viewOf(message)
  if (message[0] === 0x4e && message.length >= 20) {
    const [high, low] = [view.getUint32(1), view.getUint32(5)]
    const node = latin1(message, 19)
    if (view.getUint16(17) !== node.length || !NAME.test(node)) return undefined
    const otp = releases.find(([, h, l]) => (high & h) === h && (low & l) === l)?.[0]
    const flags = `0x${((BigInt(high) << 32n) | BigInt(low)).toString(16)}`
    return { node, flags, ...(otp !== undefined && { otpFrom: otp }) }
  }
  if (message[0] !== 0x6e || message.length < 12) return undefined
  const node = latin1(message, 11)
  return NAME.test(node) ? { node, flags: `0x${view.getUint32(3).toString(16)}` } : undefined
}

function isWhole(bytes: Uint8Array): boolean {
  const [first, second] = messages(bytes)
  if (first === undefined) return bytes.length >= 2 && bytes[0] !== 0
  return second !== undefined || !latin1(first, 0, 3).startsWith('sok')
}

/**
 * A node of Erlang, "Erlang Distribution Protocol", section Distribution Handshake.
 *
 * Asks: the start of a handshake under an invented name; never the proof of a cookie.
 * Known by: a status and a challenge whose lengths fit.
 * Version: the oldest OTP release that has the node's flags.
 */
export const erlangDist: ServiceProbe = {
  name: 'erlang-dist',
  ports: [25_672],
  rarity: 4,
  hello: sendName,
  enough: isWhole,
  matchers: [handshake],
  reacts: { http: 'silence', tls: 'silence' },
}
