import { createHash } from 'node:crypto'
import type { TlsSession } from '../../model/service.ts'
import { parseCertificate } from '../../net/certificate.ts'
import { viewOf } from '../echo.ts'
import type { HelloContext } from '../service-probe.ts'
import { cipherSuiteName } from '../tls-cipher-suites.ts'

const [ALERT, HANDSHAKE] = [21, 22]
const [CLIENT_HELLO, SERVER_HELLO, VERIFY, CERTIFICATE, DONE] = [1, 2, 3, 11, 14]
const RECORD = 13
const MESSAGE = 12
const MOST_MESSAGE = 16_384
const MOST_RECORDS = 64
const VERSIONS: Readonly<Record<number, string>> = { 0xfeff: 'DTLSv1', 0xfefd: 'DTLSv1.2' }

/** Suites of RFC 5289, RFC 5288 and RFC 5246 that servers with a certificate take, and the mark of RFC 5746. */
const SUITES = [
  0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc009, 0xc013, 0xc00a, 0xc014, 0x9c, 0x9d, 0x2f, 0x35,
  0xff,
]
/** Groups, forms of points, signatures, extended master secret (RFC 8422, RFC 5246, RFC 7627). */
const EXTENSIONS = [
  [0x0a, '0006001d00170018'],
  [0x0b, '0100'],
  [0x0d, '0012040305030603040105010601080408050806'],
  [0x17, ''],
] as const

/**
 * A ClientHello, with the cookie that was asked for (RFC 6347, section 4.2.1). Its random bytes are made from the
 * address, since both have to be the same; nothing is ever encrypted with them.
 */
export function clientHello({ address, port }: HelloContext, cookie?: Uint8Array): Uint8Array {
  const random = createHash('sha256').update(`${address} ${port}`).digest()
  const extensions = Buffer.concat(
    EXTENSIONS.map(([kind, content]) => Buffer.concat([sized(Buffer.from(content, 'hex'), kind)])),
  )
  const body = Buffer.concat([
    Buffer.from([0xfe, 0xfd]),
    random,
    Buffer.from([0, cookie?.length ?? 0]),
    cookie ?? new Uint8Array(),
    sized(Buffer.from(SUITES.flatMap((suite) => [suite >> 8, suite & 0xff]))),
    Buffer.from([1, 0]),
    sized(extensions),
  ])
  const number = cookie === undefined ? 0 : 1
  const message = Buffer.alloc(MESSAGE)
  message[0] = CLIENT_HELLO
  message.writeUIntBE(body.length, 1, 3)
  message.writeUInt16BE(number, 4)
  message.writeUIntBE(body.length, 9, 3)
  return record(HANDSHAKE, 0xfeff, number, Buffer.concat([message, body]))
}

/** Ends a handshake for good: nobody goes on with it. */
export function fatalAlert(number: number): Uint8Array {
  const handshakeFailure = 40
  return record(ALERT, 0xfefd, number, Buffer.from([2, handshakeFailure]))
}

function record(kind: number, version: number, number: number, content: Uint8Array): Buffer {
  const head = Buffer.alloc(RECORD)
  head[0] = kind
  head.writeUInt16BE(version, 1)
  head.writeUIntBE(number, 5, 6)
  head.writeUInt16BE(content.length, 11)
  return Buffer.concat([head, content])
}

/** Bytes after their length, and that after a number. */
function sized(bytes: Uint8Array, number?: number): Buffer {
  const head = number === undefined ? [] : [number >> 8, number & 0xff]
  return Buffer.concat([Buffer.from([...head, bytes.length >> 8, bytes.length & 0xff]), bytes])
}

/** The cookie that a HelloVerifyRequest wants back. */
export function cookieIn(answer: Uint8Array): Uint8Array | undefined {
  const body = readMessages(answer).get(VERIFY)
  const length = body?.[2] ?? 0
  return body !== undefined && length > 0 && body.length === 3 + length ? body.subarray(3) : undefined
}

/** Whether the server has said all that it says before a key is agreed on, or wants nothing of it. */
export function isWholeFlight(answer: Uint8Array): boolean {
  if (answer[0] !== HANDSHAKE) return true
  const messages = readMessages(answer)
  return messages.has(DONE) || messages.has(VERIFY) || records(answer).some(({ kind }) => kind === ALERT)
}

/** What the ServerHello and the certificate behind it tell. */
export function sessionIn(answer: Uint8Array): TlsSession | undefined {
  const messages = readMessages(answer)
  const hello = messages.get(SERVER_HELLO)
  if (hello === undefined || hello.length < 38) return undefined
  const at = 35 + hello[34]!
  const version = VERSIONS[viewOf(hello).getUint16(0)]
  if (version === undefined || at + 2 > hello.length) return undefined
  const certificate = certificateIn(messages.get(CERTIFICATE))
  return {
    version,
    cipher: cipherSuiteName(viewOf(hello).getUint16(at)),
    ...(certificate !== undefined && { certificate }),
  }
}

/** The first of the list is the server's own (RFC 5246, section 7.4.2). */
function certificateIn(body: Uint8Array | undefined): TlsSession['certificate'] {
  if (body === undefined || body.length < 6) return undefined
  const length = Buffer.from(body).readUIntBE(3, 3)
  return 6 + length <= body.length ? parseCertificate(body.subarray(6, 6 + length)) : undefined
}

interface DtlsRecord {
  readonly kind: number
  readonly content: Uint8Array
}

/** The records of the datagrams, one after the other; those that are encrypted are none of ours. */
function records(answer: Uint8Array): DtlsRecord[] {
  const found: DtlsRecord[] = []
  for (let at = 0; at + RECORD <= answer.length && found.length < MOST_RECORDS;) {
    const view = viewOf(answer.subarray(at))
    const end = at + RECORD + view.getUint16(11)
    if (end > answer.length) break
    if (view.getUint16(3) === 0) found.push({ kind: answer[at]!, content: answer.subarray(at + RECORD, end) })
    at = end
  }
  return found
}

/** The whole messages of a handshake by their kind; pieces are put together in the order in which they come. */
function readMessages(answer: Uint8Array): ReadonlyMap<number, Uint8Array> {
  const parts = new Map<number, { readonly size: number; readonly bytes: Buffer }>()
  for (const { kind, content } of records(answer)) {
    if (kind !== HANDSHAKE) continue
    for (let at = 0; at + MESSAGE <= content.length;) {
      const head = Buffer.from(content.subarray(at, at + MESSAGE))
      const [size, offset, length] = [head.readUIntBE(1, 3), head.readUIntBE(6, 3), head.readUIntBE(9, 3)]
      const piece = content.subarray(at + MESSAGE, at + MESSAGE + length)
      at += MESSAGE + length
      const before = parts.get(head[0]!)?.bytes ?? Buffer.alloc(0)
      const fits = piece.length === length && offset === before.length && offset + length <= size
      if (fits && size <= MOST_MESSAGE) parts.set(head[0]!, { size, bytes: Buffer.concat([before, piece]) })
    }
  }
  return new Map(
    [...parts].flatMap(([kind, { size, bytes }]) => (bytes.length === size ? [[kind, bytes]] : [])),
  )
}
