import { viewOf } from '../echo.ts'
import { OpcUaReader } from './opc-ua-reader.ts'

/** A secure channel as the server has named it (OPC 10000-6, section 6.7.2). */
export interface OpcUaChannel {
  readonly id: number
  readonly token: number
}

const NO_SECURITY = text('http://opcfoundation.org/UA/SecurityPolicy#None')
const NOTHING = number(0xffff_ffff)
// The numbers of the binary encodings in the standard's list of nodes.
const [OPEN, CLOSE, GET_ENDPOINTS] = [446, 452, 428]
const [OPENED, ENDPOINTS] = [449, 431]
const [ISSUE, MODE_NONE, LIFETIME] = [0, 1, 10_000]
/** Type, size and channel of a chunk. */
const HEADER = 12

/** Opens a channel without any security, which is there to find out about servers. */
export function openChannel(): Uint8Array {
  const body = [node(OPEN), requestHeader(1), number(0), number(ISSUE), number(MODE_NONE), NOTHING]
  return chunk('OPN', 0, [NO_SECURITY, NOTHING, NOTHING, sequence(1), ...body, number(LIFETIME)])
}

/** Asks for the end points in the channel, under the address that was asked. */
export function getEndpoints({ id, token }: OpcUaChannel, url: string): Uint8Array {
  return chunk('MSG', id, [
    number(token),
    sequence(2),
    node(GET_ENDPOINTS),
    requestHeader(2),
    text(url),
    NOTHING,
    NOTHING,
  ])
}

/** Closes it; the server hangs up then, without a word. */
export function closeChannel({ id, token }: OpcUaChannel): Uint8Array {
  return chunk('CLO', id, [number(token), sequence(3), node(CLOSE), requestHeader(3)])
}

/** The channel that an answer to `openChannel` has opened. */
export function openedChannel(answer: Uint8Array): OpcUaChannel | undefined {
  const body = startOf(answer, 'OPN')
  body?.skipString()
  body?.skipString()
  body?.skipString()
  if (!body || !isResponse(body, OPENED)) return undefined
  body.skip(4)
  const [id, token] = [body.uint32(), body.uint32()]
  return id === undefined || token === undefined || id !== channelOf(answer) ? undefined : { id, token }
}

/** What follows in an answer to `getEndpoints`, where that has succeeded. */
export function endpointsIn(answer: Uint8Array, { id, token }: OpcUaChannel): OpcUaReader | undefined {
  const body = startOf(answer, 'MSG')
  if (!body || channelOf(answer) !== id || body.uint32() !== token) return undefined
  return isResponse(body, ENDPOINTS) ? body : undefined
}

/** The channel that a message came in. */
export function channelIn(answer: Uint8Array): OpcUaChannel | undefined {
  const token = startOf(answer, 'MSG')?.uint32()
  return token === undefined ? undefined : { id: channelOf(answer), token }
}

function startOf(answer: Uint8Array, type: string): OpcUaReader | undefined {
  const isType = answer.length > HEADER && Buffer.from(answer.subarray(0, 3)).toString('latin1') === type
  return isType ? new OpcUaReader(answer, HEADER) : undefined
}

function channelOf(answer: Uint8Array): number {
  return viewOf(answer).getUint32(8, true)
}

/** Sequence header, the type of the answer, and its header (OPC 10000-4, section 7.34), which says that all is good. */
function isResponse(body: OpcUaReader, type: number): boolean {
  body.skip(8)
  // A NodeId of four bytes: its form, its namespace, its number.
  const isOurs = body.uint32() === (type << 16) + 1
  body.skip(12)
  const result = body.uint32()
  const diagnostics = body.byte()
  body.list(64, () => body.skipString())
  // An extension object without a body.
  const extension = body.skip(2) && body.byte()
  return isOurs && result === 0 && diagnostics === 0 && extension === 0
}

function chunk(type: string, channel: number, parts: readonly Uint8Array[]): Uint8Array {
  const body = Buffer.concat(parts)
  const head = Buffer.alloc(HEADER)
  head.write(`${type}F`)
  head.writeUInt32LE(HEADER + body.length, 4)
  head.writeUInt32LE(channel, 8)
  return Buffer.concat([head, body])
}

/** The numbers of a chunk and of the request that it is. */
function sequence(count: number): Buffer {
  return Buffer.concat([number(count), number(count)])
}

/** No session, no time, our handle, no diagnostics, no audit entry, ten seconds, nothing else. */
function requestHeader(handle: number): Buffer {
  return Buffer.concat([
    Buffer.alloc(2 + 8),
    number(handle),
    number(0),
    NOTHING,
    number(LIFETIME),
    Buffer.alloc(3),
  ])
}

function node(id: number): Buffer {
  return number((id << 16) + 1)
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value)
  return Buffer.concat([number(bytes.length), bytes])
}
