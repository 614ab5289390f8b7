import { viewOf } from '../echo.ts'

/** An interface of DCE/RPC: a UUID and a version. */
export interface DceInterface {
  readonly uuid: string
  readonly version: string
}

/** What is read of a message: what it is, whose answer, and what follows the common header. */
export interface DceMessage {
  readonly type: number
  readonly callId: number
  /** Whether its numbers are little-endian. */
  readonly little: boolean
  readonly body: Uint8Array
  /** The token of the security provider, where there is one. */
  readonly token: Uint8Array
}

export const [REQUEST, RESPONSE, FAULT, BIND, BIND_ACK, BIND_NAK] = [0, 2, 3, 11, 12, 13]

const HEADER = 16
/** Before a token: its type, level, padding, and context. */
const TRAILER = 8
const NTLM = 10
const CONNECT_LEVEL = 2
const FRAGMENT = 5840
const MOST_INTERFACES = 64

export const MAPPER: DceInterface = { uuid: 'e1af8308-5d1f-11c9-91a4-08002b14a0fa', version: '3.0' }
export const MANAGEMENT: DceInterface = { uuid: 'afa8bd80-7d8a-11c9-bef4-08002b102989', version: '1.0' }
const NDR: DceInterface = { uuid: '8a885d04-1ceb-11c9-9fe8-08002b104860', version: '2.0' }

/** BIND to some interfaces, with a first token of NTLM if one is given (C706, section 12.6.4.3; [MS-RPCE], 2.2.2). */
export function bind(callId: number, interfaces: readonly DceInterface[], token?: Uint8Array): Buffer {
  const sizes = Buffer.alloc(12)
  sizes.writeUInt16LE(FRAGMENT, 0)
  sizes.writeUInt16LE(FRAGMENT, 2)
  sizes[8] = interfaces.length
  const contexts = interfaces.map((one, id) => [Buffer.from([id, 0, 1, 0]), syntax(one), syntax(NDR)])
  const trailer = token && Buffer.concat([Buffer.from([NTLM, CONNECT_LEVEL, 0, 0, 0, 0, 0, 0]), token])
  const parts = [sizes, ...contexts.flat(), ...(trailer ? [trailer] : [])]
  return message(BIND, callId, Buffer.concat(parts), token?.length ?? 0)
}

/** A call without arguments (C706, section 12.6.4.9). */
export function request(callId: number, context: number, operation: number): Buffer {
  const body = Buffer.alloc(8)
  body.writeUInt16LE(context, 4)
  body.writeUInt16LE(operation, 6)
  return message(REQUEST, callId, body, 0)
}

function message(type: number, callId: number, body: Uint8Array, token: number): Buffer {
  const header = Buffer.alloc(HEADER)
  // Version 5.0; first and last fragment; little-endian, ASCII, IEEE.
  header.set([5, 0, type, 3, 0x10])
  header.writeUInt16LE(HEADER + body.length, 8)
  header.writeUInt16LE(token, 10)
  header.writeUInt32LE(callId, 12)
  return Buffer.concat([header, body])
}

function syntax({ uuid, version }: DceInterface): Buffer {
  const bytes = Buffer.from(uuid.replaceAll('-', ''), 'hex')
  for (const [from, to] of FIELDS) bytes.subarray(from, to).reverse()
  const [major, minor] = version.split('.').map(Number)
  return Buffer.concat([bytes, Buffer.from([major!, 0, minor!, 0])])
}

/** The first three fields of a UUID are numbers. */
const FIELDS = [
  [0, 4],
  [4, 6],
  [6, 8],
] as const

/** The first message in these bytes, if all of it is there. */
export function readMessage(bytes: Uint8Array): DceMessage | undefined {
  if (bytes.length < HEADER || bytes[0] !== 5 || bytes[1]! > 1) return undefined
  // Characters are ASCII, floats IEEE; the rest of the format label is zero.
  const isLabel = (bytes[4] === 0x10 || bytes[4] === 0) && bytes[5] === 0 && bytes[6] === 0 && bytes[7] === 0
  if (!isLabel) return undefined
  const little = bytes[4] === 0x10
  const view = viewOf(bytes)
  const [size, token] = [view.getUint16(8, little), view.getUint16(10, little)]
  const end = token === 0 ? size : size - token - TRAILER
  if (size > bytes.length || end < HEADER) return undefined
  return {
    type: bytes[2]!,
    callId: view.getUint32(12, little),
    little,
    body: bytes.subarray(HEADER, end),
    token: token === 0 ? new Uint8Array(0) : bytes.subarray(size - token, size),
  }
}

/** Whether the first message is all there. */
export function hasMessage(bytes: Uint8Array): boolean {
  return bytes.length >= HEADER && bytes.length >= viewOf(bytes).getUint16(8, bytes[4] === 0x10)
}

/** What became of each interface in a BIND_ACK: 0 accepted (C706, section 12.6.3.1). */
export function readResults({ body, little }: DceMessage): number[] | undefined {
  if (body.length < 10) return undefined
  const view = viewOf(body)
  const list = (10 + view.getUint16(8, little) + 3) & ~3
  const count = body[list]
  if (count === undefined || list + 4 + count * 24 > body.length) return undefined
  return Array.from({ length: count }, (_, one) => view.getUint16(list + 4 + one * 24, little))
}

/** The interfaces in the answer to `rpc__mgmt_inq_if_ids` (C706, appendix Q). */
export function readInterfaces({ body, little }: DceMessage): DceInterface[] | undefined {
  if (body.length < 24) return undefined
  const view = viewOf(body)
  // After the head of a response: a pointer, the size of the array, the number in use, and a pointer for each.
  const count = view.getUint32(16, little)
  const start = 20 + 4 * count
  if (count === 0 || count > 1024 || view.getUint32(12, little) < count || start > body.length)
    return undefined
  const whole = Math.min(count, MOST_INTERFACES, Math.floor((body.length - start) / 20))
  return Array.from({ length: whole }, (_, one) => readId(body.subarray(start + 20 * one), little))
}

function readId(bytes: Uint8Array, little: boolean): DceInterface {
  const id = Buffer.from(bytes.subarray(0, 16))
  if (little) for (const [from, to] of FIELDS) id.subarray(from, to).reverse()
  const uuid = id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  const view = viewOf(bytes)
  return { uuid, version: `${view.getUint16(16, little)}.${view.getUint16(18, little)}` }
}
