import { latin1 } from '../field.ts'

/** What a GET request of AJP 1.3 is made from. */
export interface AjpRequest {
  readonly path: string
  readonly host: string
  readonly port: number
  readonly tls: boolean
}

export interface AjpResponse {
  readonly status: number
  /** By lower-case name; at most 32 of them. */
  readonly headers: ReadonlyMap<string, string>
  /** As much of it as was there. */
  readonly body: Uint8Array
}

const FORWARD_REQUEST = 2
const GET = 2
const [BODY_CHUNK, SEND_HEADERS, END_RESPONSE] = [3, 4, 5]
const HOST_HEADER = 0xa00b
const CODED = 0xa000
const NO_STRING = 0xffff
const MOST_HEADERS = 32

/** The header names that have a number, from 0xA001 on. */
const coded = [
  'content-type',
  'content-language',
  'content-length',
  'date',
  'last-modified',
  'location',
  'set-cookie',
  'set-cookie2',
  'servlet-engine',
  'status',
  'www-authenticate',
]

/** A forward request without a body, with the header Host alone. */
export function ajpRequest({ path, host, port, tls }: AjpRequest): Uint8Array {
  const body = Buffer.concat([
    Buffer.from([FORWARD_REQUEST, GET]),
    ...['HTTP/1.1', path, '127.0.0.1', 'localhost', host].map(string),
    number(port),
    Buffer.from([tls ? 1 : 0]),
    number(1),
    number(HOST_HEADER),
    string(host),
    Buffer.from([0xff]),
  ])
  return Buffer.concat([Buffer.from([0x12, 0x34]), number(body.length), body])
}

function number(value: number): Buffer {
  return Buffer.from([value >> 8, value & 0xff])
}

function string(text: string): Buffer {
  const bytes = Buffer.from(text, 'latin1').subarray(0, 255)
  return Buffer.concat([number(bytes.length), bytes, Buffer.alloc(1)])
}

/** The packets of a server, one after the other, the last perhaps cut off. */
function* packets(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at + 5 <= bytes.length && bytes[at] === 0x41 && bytes[at + 1] === 0x42;) {
    const end = at + 4 + wordAt(bytes, at + 2)
    yield bytes.subarray(at + 4, end)
    at = Math.max(end, at + 5)
  }
}

/** Whether the packet that ends a response has come. */
export function isWholeAjpResponse(bytes: Uint8Array): boolean {
  for (const packet of packets(bytes)) if (packet[0] === END_RESPONSE) return true
  return false
}

/** Status, headers and body of a response; `undefined` where it does not start with its headers. */
export function parseAjpResponse(bytes: Uint8Array): AjpResponse | undefined {
  let head: Omit<AjpResponse, 'body'> | undefined
  const chunks: Uint8Array[] = []
  for (const packet of packets(bytes)) {
    if (packet[0] === SEND_HEADERS) head ??= parseHeaders(packet)
    if (packet[0] === BODY_CHUNK && packet.length > 3) chunks.push(packet.subarray(3, 3 + wordAt(packet, 1)))
    if (packet[0] === END_RESPONSE) break
  }
  return head && { ...head, body: Buffer.concat(chunks) }
}

function parseHeaders(packet: Uint8Array): Omit<AjpResponse, 'body'> | undefined {
  const headers = new Map<string, string>()
  const status = wordAt(packet, 1)
  if (packet.length < 7 || status < 100 || status > 599) return undefined
  let [, at] = stringAt(packet, 3)
  const count = Math.min(wordAt(packet, at), MOST_HEADERS)
  at += 2
  for (let header = 0; header < count && at + 2 <= packet.length; header++) {
    const code = wordAt(packet, at)
    const isCoded = code >= CODED && code !== NO_STRING
    const [name, afterName] = isCoded ? [coded[code - CODED - 1] ?? '', at + 2] : stringAt(packet, at)
    const [value, next] = stringAt(packet, afterName)
    if (name !== '') headers.set(name.toLowerCase(), value)
    at = next
  }
  return { status, headers }
}

/** A string and where the next field is: a length, so many bytes, and a NUL; or no string at all. */
function stringAt(bytes: Uint8Array, at: number): [string, number] {
  const length = wordAt(bytes, at)
  if (length === NO_STRING) return ['', at + 2]
  return [latin1(bytes, at + 2, Math.min(at + 2 + length, bytes.length)), at + 3 + length]
}

function wordAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
}
