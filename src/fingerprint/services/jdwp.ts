import { viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import type { Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `jdwp`. */
export interface JdwpDetails {
  /** Version of the protocol: `'17.0'`. */
  readonly protocol?: string
  /** Name of the virtual machine: `'OpenJDK 64-Bit Server VM'`. */
  readonly vm?: string
}

const HANDSHAKE = 'JDWP-Handshake'
const HEADER = 11
const REPLY = 0x80
const [ID_VERSION, ID_DISPOSE] = [1, 2]

/** A command of the set VirtualMachine without data: length, id, flags, set, command. */
function command(id: number, number: number): Buffer {
  return Buffer.from([0, 0, 0, HEADER, 0, 0, 0, id, 0, 1, number])
}

/**
 * The handshake, and behind it the question for the version: an answer to both is more than an echo, and the virtual
 * machine, which has one debugger at a time, is soon let go.
 */
const HELLO = Buffer.concat([Buffer.from(HANDSHAKE), command(ID_VERSION, 1)])

const handshake: Matcher = (answer) => {
  if (latin1(answer, 0, HANDSHAKE.length) !== HANDSHAKE) return undefined
  const rest = answer.subarray(HANDSHAKE.length)
  const version = parseVersion(rest)
  if (rest.length > 0 && version === undefined) return undefined
  return {
    name: 'jdwp',
    product: 'Java Debug Wire Protocol',
    details: {} satisfies JdwpDetails,
    confidence: version === undefined ? 'structured' : 'verified',
    evidence: 'handshake',
    ...version,
  }
}

function isWhole(bytes: Uint8Array): boolean {
  const at = HANDSHAKE.length
  return bytes.length >= at + 4 && bytes.length >= at + viewOf(bytes).getUint32(at)
}

function parseVersion(answer: Uint8Array): Partial<Match> | undefined {
  if (answer.length < HEADER + 20) return undefined
  const view = viewOf(answer)
  const isMine = view.getUint32(4) === ID_VERSION && answer[8] === REPLY && view.getUint16(9) === 0
  if (!isMine || view.getUint32(0) !== answer.length) return undefined
  const [, afterText] = stringAt(answer, HEADER)
  if (afterText + 8 > answer.length) return undefined
  const [release, afterRelease] = stringAt(answer, afterText + 8)
  const [vm] = stringAt(answer, afterRelease)
  const protocol = `${view.getUint32(afterText)}.${view.getUint32(afterText + 4)}`
  return {
    ...present({ version: cleanValue(release), info: cleanValue(vm) }),
    details: { protocol, ...present({ vm: cleanValue(vm) }) } satisfies JdwpDetails,
    evidence: 'handshake, and a version with our id',
  }
}

/** A string behind four bytes of length, and where the next field is. */
function stringAt(bytes: Uint8Array, at: number): [string, number] {
  if (at + 4 > bytes.length) return ['', bytes.length]
  const length = viewOf(bytes).getUint32(at)
  const end = Math.min(at + 4 + length, bytes.length)
  return [latin1(bytes, at + 4, end), end]
}

/**
 * Java Debug Wire Protocol, Java SE specification.
 *
 * Asks: the handshake and the version of the virtual machine; then Dispose, which lets it go.
 * Known by: the handshake comes back, and a version with our id.
 * Version: that of the virtual machine.
 */
export const jdwp: ServiceProbe = {
  name: 'jdwp',
  ports: [5005, 8787],
  rarity: 4,
  hello: () => HELLO,
  enough: isWhole,
  matchers: [handshake],
  reacts: { http: 'reset', tls: 'reset' },
  goodbye: command(ID_DISPOSE, 6),
}
