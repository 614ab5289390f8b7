import { viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'

/** What the other side says of itself when a connection of AMQP 1.0 is opened (2.7.1, container-id and properties). */
export interface AmqpOpen {
  readonly container?: string
  readonly product?: string
  readonly version?: string
  readonly platform?: string
}

const [AMQP, SASL] = [0, 1]
const HEADER = 8
const MOST_FRAMES = 8
// Descriptors of the performatives (2.7) and of SASL (5.3.3).
const [OPEN, CLOSE, SASL_INIT, SASL_OUTCOME] = [0x10, 0x18, 0x41, 0x44]
const MECHANISM = 'ANONYMOUS'
const CONTAINER = 'portscan'

/** In one go: SASL without a name (RFC 4505), which is no login, then a connection that is opened and closed. */
export const OPEN_AND_CLOSE = Buffer.concat([
  Buffer.from('AMQP\x03\x01\x00\x00', 'latin1'),
  frame(SASL, SASL_INIT, list(0xa3, MECHANISM)),
  Buffer.from('AMQP\x00\x01\x00\x00', 'latin1'),
  frame(AMQP, OPEN, list(0xa1, CONTAINER)),
  frame(AMQP, CLOSE, Buffer.of(0x45)),
])

/** A list of one text (1.6.22): size, count, kind, length. */
function list(kind: number, text: string): Buffer {
  return Buffer.from([0xc0, text.length + 3, 1, kind, text.length, ...Buffer.from(text)])
}

function frame(type: number, descriptor: number, body: Uint8Array): Buffer {
  const head = Buffer.from([0, 0, 0, HEADER + 3 + body.length, 2, type, 0, 0, 0, 0x53, descriptor])
  return Buffer.concat([head, body])
}

interface Frame {
  readonly descriptor: number
  readonly body: Uint8Array
}

/** The whole frames of an answer, in which a protocol header may stand anywhere between them (2.2, 2.3). */
export function framesOf(bytes: Uint8Array): readonly Frame[] {
  const found: Frame[] = []
  for (let at = 0; at + HEADER <= bytes.length && found.length < MOST_FRAMES;) {
    if (latin1(bytes, at, at + 4) === 'AMQP') {
      at += HEADER
      continue
    }
    const size = viewOf(bytes).getUint32(at)
    const start = at + bytes[at + 4]! * 4
    const end = at + size
    const fits = size >= HEADER && end <= bytes.length && start >= at + HEADER && bytes[at + 5]! <= SASL
    if (!fits || (start < end && latin1(bytes, start, start + 2) !== '\0S')) break
    if (start + 3 <= end) found.push({ descriptor: bytes[start + 2]!, body: bytes.subarray(start + 3, end) })
    at = end
  }
  return found
}

/** What the peer said of itself; `undefined` where it has opened nothing. */
export function openOf(bytes: Uint8Array): AmqpOpen | undefined {
  const body = framesOf(bytes).find(({ descriptor }) => descriptor === OPEN)?.body
  if (body === undefined) return undefined
  return present({
    container: textAt(body, listStart(body)),
    product: property(body, 'product'),
    version: property(body, 'version'),
    platform: property(body, 'platform'),
  })
}

/** Whether more is to come: not after it has opened or closed, or has not let a stranger in. */
export function isAnswered(bytes: Uint8Array): boolean {
  return framesOf(bytes).some(
    ({ descriptor, body }) =>
      descriptor === OPEN || descriptor === CLOSE || (descriptor === SASL_OUTCOME && isRefusal(body)),
  )
}

/** A list whose first field is the code: an unsigned byte, of which 0 is "ok". */
function isRefusal(body: Uint8Array): boolean {
  const at = listStart(body)
  return body[at] === 0x50 && body[at + 1] !== 0
}

/** Behind the size and the count of a list, short or long. */
function listStart(body: Uint8Array): number {
  return body[0] === 0xd0 ? 9 : 3
}

/** The text behind a key of the map of properties, which is a symbol (1.6.20, 1.6.21). */
function property(body: Uint8Array, key: string): string | undefined {
  const mark = `\xa3${String.fromCharCode(key.length)}${key}`
  const at = latin1(body, 0, 2_048).indexOf(mark)
  return at < 0 ? undefined : textAt(body, at + mark.length)
}

function textAt(body: Uint8Array, at: number): string | undefined {
  const kind = body[at]
  if (kind === 0xa1 || kind === 0xa3) return cleanValue(latin1(body, at + 2, at + 2 + (body[at + 1] ?? 0)))
  if ((kind !== 0xb1 && kind !== 0xb3) || at + 5 > body.length) return undefined
  return cleanValue(latin1(body, at + 5, at + 5 + Math.min(512, viewOf(body).getUint32(at + 1))))
}
