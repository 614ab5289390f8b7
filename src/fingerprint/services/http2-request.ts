import { viewOf } from '../echo.ts'
import { authority, userAgent } from '../http-request.ts'
import type { HelloContext } from '../service-probe.ts'
import { decodeHpack, encodeHpack, type Field } from './hpack.ts'

const [DATA, HEADERS, RST_STREAM, SETTINGS, GOAWAY, CONTINUATION] = [0, 1, 3, 4, 7, 9]
const [END_STREAM, ACK, END_HEADERS, PADDED, PRIORITY] = [0x01, 0x01, 0x04, 0x08, 0x20]
const HEADER = 9
const STREAM = 1
const MOST_FRAMES = 64
/** More of an answer is not waited for. */
const ENOUGH = 12_288

/** `GET /` in HTTP/2 on a connection that has just been opened, and that we take its settings. */
export function http2Request(context: HelloContext): Uint8Array {
  const block = encodeHpack([
    [':method', 'GET'],
    [':scheme', context.tls ? 'https' : 'http'],
    [':path', '/'],
    [':authority', authority(context)],
    ['user-agent', userAgent(context)],
    ['accept', '*/*'],
  ])
  return Buffer.concat([
    frame(SETTINGS, ACK, 0, new Uint8Array(0)),
    frame(HEADERS, END_STREAM | END_HEADERS, STREAM, block),
  ])
}

/** The goodbye: no error, no stream of the peer's was seen. */
export const http2Goodbye: Uint8Array = frame(GOAWAY, 0, 0, new Uint8Array(8))

/** The answer in the words of HTTP/1, for those who read that; `undefined` where no fields came. */
export function http2Response(bytes: Uint8Array): Uint8Array | undefined {
  const { block, body } = answerOf(bytes)
  const fields = block && decodeHpack(block)
  const status = fields?.find(([name]) => name === ':status')?.[1]
  if (fields === undefined || status === undefined || !/^[2-5]\d\d$/.test(status)) return undefined
  const lines = fields.filter(isPlain).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.concat([Buffer.from(`HTTP/2.0 ${status}\r\n${lines.join('')}\r\n`, 'latin1'), ...body])
}

/** Whether the whole answer is there, or none will come. */
export function isWholeHttp2Answer(bytes: Uint8Array): boolean {
  return bytes.length >= ENOUGH || answerOf(bytes).ended
}

function isPlain([name, value]: Field): boolean {
  return /^[!#-'*+.^`|~\w-]{1,64}$/.test(name) && /^[\t\x20-\x7e\x80-\xff]{0,4096}$/.test(value)
}

interface Answer {
  readonly block: Uint8Array | undefined
  readonly body: readonly Uint8Array[]
  readonly ended: boolean
}

/** What came on the stream of our request, of all frames (RFC 9113, section 4.1) there are. */
function answerOf(bytes: Uint8Array): Answer {
  const view = viewOf(bytes)
  const blocks: Uint8Array[] = []
  const body: Uint8Array[] = []
  let [at, ended, headed, closed] = [0, false, false, false]
  for (let seen = 0; !ended && seen < MOST_FRAMES && at + HEADER <= bytes.length; seen++) {
    const length = view.getUint32(at) >>> 8
    const [type, flags, stream] = [bytes[at + 3]!, bytes[at + 4]!, view.getUint32(at + 5) & 0x7fff_ffff]
    const payload = bytes.subarray(at + HEADER, at + HEADER + length)
    at += HEADER + length
    ended = type === GOAWAY
    if (stream !== STREAM) continue
    const content = type === DATA || type === HEADERS ? unpadded(payload, flags) : payload
    if (type === DATA) body.push(content)
    // Fields that come behind the body are not those of the answer.
    if ((type === HEADERS || type === CONTINUATION) && !headed) {
      blocks.push(type === HEADERS && (flags & PRIORITY) !== 0 ? content.subarray(5) : content)
      headed = (flags & END_HEADERS) !== 0
    }
    closed ||= (type === DATA || type === HEADERS) && (flags & END_STREAM) !== 0
    ended = (closed && headed && at <= bytes.length) || type === RST_STREAM
  }
  return { block: headed ? Buffer.concat(blocks) : undefined, body, ended }
}

function unpadded(payload: Uint8Array, flags: number): Uint8Array {
  if ((flags & PADDED) === 0) return payload
  return payload.subarray(1, Math.max(1, payload.length - (payload[0] ?? 0)))
}

function frame(type: number, flags: number, stream: number, payload: Uint8Array): Uint8Array {
  const header = Buffer.alloc(HEADER)
  header.writeUIntBE(payload.length, 0, 3)
  header.writeUInt8(type, 3)
  header.writeUInt8(flags, 4)
  header.writeUInt32BE(stream, 5)
  return Buffer.concat([header, payload])
}
