import { cookie, sameBytes, viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { operatingSystem } from '../products/operating-system.ts'
import { protobufFields, type ProtobufField } from '../protobuf.ts'
import type { HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `mumble`. */
export interface MumbleDetails {
  /** What it calls its release: `'1.3.4-4'`. */
  readonly release?: string
  readonly os?: string
  readonly osVersion?: string
  readonly users?: number
  readonly maxUsers?: number
  /** Bits a second that a user may send. */
  readonly bandwidth?: number
}

const HEADER = 6
const LONGEST = 1024
/** Fields of the message Version, which is the first of a server. */
const [VERSION, RELEASE, OS, OS_VERSION] = [1, 2, 3, 4]
const [PING, PONG] = [12, 24]

/** A message of type 0 whose length fits: version, release, system. */
const version: Matcher = (answer, { transport }) => {
  if (transport !== 'tcp' || answer.length <= HEADER) return undefined
  const view = viewOf(answer)
  const length = view.getUint32(2)
  if (view.getUint16(0) !== 0 || length > LONGEST || answer.length < HEADER + length) return undefined
  const fields = protobufFields(answer.subarray(HEADER, HEADER + length))
  const number = fields?.find((field) => field.number === VERSION)?.value
  const release = textOf(fields, RELEASE)
  if (typeof number !== 'number' || number < 0x1_00_00 || number >= 2 ** 32 || release === undefined)
    return undefined
  const details: MumbleDetails = {
    release,
    ...present({ os: textOf(fields, OS), osVersion: textOf(fields, OS_VERSION) }),
  }
  return {
    ...mumbleOf(number),
    ...present({ os: operatingSystem(`${details.os ?? ''} ${details.osVersion ?? ''}`)?.name }),
    details: { ...details },
    confidence: 'structured',
    evidence: 'message Version',
  }
}

function textOf(fields: readonly ProtobufField[] | undefined, number: number): string | undefined {
  const value = fields?.find((field) => field.number === number)?.value
  return typeof value === 'object' ? cleanValue(latin1(value)) : undefined
}

/** Two bytes, one byte, one byte: 1.3.4. */
function mumbleOf(number: number): Pick<Match, 'name' | 'product' | 'version' | 'cpe'> {
  const parts = [Math.floor(number / 2 ** 16), (number >> 8) & 0xff, number & 0xff]
  const version = parts.join('.')
  return {
    name: 'mumble',
    product: 'Mumble server',
    version,
    cpe: [cpe({ part: 'a', vendor: 'mumble', product: 'mumble', version })],
  }
}

/** Our own bytes after its version, then who is there. */
const pong: Matcher = (answer, { sent, transport, probe }) => {
  if (transport !== 'udp' || probe !== 'mumble' || answer.length !== PONG || sent?.length !== PING)
    return undefined
  const view = viewOf(answer)
  const number = view.getUint32(0)
  if (number < 0x1_00_00 || number > 0xff_ff_ff || !sameBytes(answer, 4, sent, 4, 8)) return undefined
  const [users = 0, maxUsers = 0, bandwidth = 0] = [12, 16, 20].map((at) => view.getUint32(at))
  return {
    ...mumbleOf(number),
    details: { users, maxUsers, bandwidth } satisfies MumbleDetails,
    confidence: 'verified',
    evidence: 'our bytes in the answer to a ping',
  }
}

function ping({ random }: HelloContext): Uint8Array {
  return Buffer.concat([Buffer.alloc(4), cookie(random, 8)])
}

/**
 * Mumble, "Protocol stack" of its documentation.
 *
 * Asks: inside TLS nothing, the server tells its version first; a ping over UDP.
 * Known by: the message Version whose length fits; over UDP our own bytes.
 * Version: the message Version, the answer to the ping.
 */
export const mumble: ServiceProbe = {
  name: 'mumble',
  ports: [],
  tlsPorts: [64_738],
  udpPorts: [64_738],
  rarity: 8,
  serverFirst: true,
  datagrams: [ping],
  matchers: [version, pong],
}
