import { element } from '../ber.ts'
import { viewOf } from '../echo.ts'
import { ntlmNegotiate } from '../ntlm.ts'

/** Commands of version 2 and 3 ([MS-SMB2], section 2.2.1). */
export const [NEGOTIATE, SESSION_SETUP] = [0, 1]
/** Commands of version 1 ([MS-CIFS], section 2.2.2.1). */
export const [SMB1_NEGOTIATE, SMB1_SESSION_SETUP] = [0x72, 0x73]

const HEADER = 64
const HEADER_1 = 32
const DIALECTS = [0x0202, 0x0210, 0x0300, 0x0302, 0x0311]
const OLD_DIALECTS = ['NT LM 0.12', 'SMB 2.002', 'SMB 2.???']

/** The messages of a stream, one after the other, each behind a byte and its length (RFC 1002, section 4.3.1). */
export interface Frame {
  readonly type: number
  readonly payload: Uint8Array
}

/** At most four whole frames. */
export function frames(bytes: Uint8Array): Frame[] {
  const found: Frame[] = []
  for (let at = 0; at + 4 <= bytes.length && found.length < 4;) {
    const end = at + 4 + ((bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!)
    if (end > bytes.length) break
    found.push({ type: bytes[at]!, payload: bytes.subarray(at + 4, end) })
    at = end
  }
  return found
}

/** The body of an answer to a command of version 2 or 3, and its status; `undefined` where it is none. */
export function readSmb2(
  message: Uint8Array,
  command: number,
): { status: number; body: Uint8Array } | undefined {
  if (message.length < HEADER + 2) return undefined
  const view = viewOf(message)
  const isAnswer =
    view.getUint32(0) === 0xfe_53_4d_42 && view.getUint16(4, true) === HEADER && (message[16]! & 1) === 1
  if (!isAnswer || view.getUint16(12, true) !== command) return undefined
  return { status: view.getUint32(8, true), body: message.subarray(HEADER) }
}

/** The parameter words and the data of an answer to a command of version 1. */
export function readSmb1(
  message: Uint8Array,
  command: number,
): { words: Uint8Array; data: Uint8Array; unicode: boolean } | undefined {
  if (message.length < HEADER_1 + 3) return undefined
  const view = viewOf(message)
  if (view.getUint32(0) !== 0xff_53_4d_42 || message[4] !== command || message[9]! < 0x80) return undefined
  const end = HEADER_1 + 1 + 2 * message[HEADER_1]!
  if (end + 2 > message.length) return undefined
  const unicode = (view.getUint16(10, true) & 0x8000) !== 0
  return { words: message.subarray(HEADER_1 + 1, end), data: message.subarray(end + 2), unicode }
}

/** NEGOTIATE for 2.0.2 to 3.1.1 ([MS-SMB2], section 2.2.3), with SHA-512 and two ciphers for the last. */
export function negotiateRequest(messageId: number, client: Uint8Array): Buffer {
  const dialects = Buffer.alloc(2 * DIALECTS.length)
  DIALECTS.forEach((dialect, at) => dialects.writeUInt16LE(dialect, 2 * at))
  const before = HEADER + 36 + dialects.length
  const padding = (8 - (before % 8)) % 8
  const body = Buffer.alloc(36)
  body.writeUInt16LE(36)
  body.writeUInt16LE(DIALECTS.length, 2)
  body.writeUInt16LE(1, 4)
  body.writeUInt32LE(0x7f, 8)
  Buffer.from(client).copy(body, 12, 0, 16)
  body.writeUInt32LE(before + padding, 28)
  body.writeUInt16LE(2, 32)
  const integrity = Buffer.concat([
    Buffer.from([1, 0, 38, 0, 0, 0, 0, 0, 1, 0, 32, 0, 1, 0]),
    Buffer.alloc(32, client),
  ])
  const encryption = Buffer.from([2, 0, 6, 0, 0, 0, 0, 0, 2, 0, 2, 0, 1, 0])
  const contexts = Buffer.concat([integrity, Buffer.alloc(2), encryption])
  return frame(header(NEGOTIATE, messageId), body, dialects, Buffer.alloc(padding), contexts)
}

/** SESSION_SETUP with the first message of NTLM ([MS-SMB2], section 2.2.5): nobody is named. */
export function sessionSetupRequest(messageId: number): Buffer {
  const body = Buffer.alloc(24)
  body.writeUInt16LE(25)
  body[3] = 1
  body.writeUInt16LE(HEADER + body.length, 12)
  body.writeUInt16LE(spnego.length, 14)
  return frame(header(SESSION_SETUP, messageId), body, spnego)
}

/** NEGOTIATE of version 1, which offers 2 as well ([MS-SMB2], section 3.2.4.2.2.1). */
export function multiProtocolNegotiate(): Buffer {
  const dialects = Buffer.from(OLD_DIALECTS.map((name) => `\x02${name}\0`).join(''), 'latin1')
  return frame(header1(SMB1_NEGOTIATE), Buffer.from([0, dialects.length, 0]), dialects)
}

/** SESSION_SETUP_ANDX of version 1 with the first message of NTLM ([MS-SMB], section 2.2.4.6.1). */
export function smb1SessionSetup(): Buffer {
  const words = Buffer.alloc(25)
  words[0] = 12
  words[1] = 0xff
  words.writeUInt16LE(0xffff, 5)
  words.writeUInt16LE(2, 7)
  words.writeUInt16LE(1, 9)
  words.writeUInt16LE(spnego.length, 15)
  words.writeUInt32LE(0x8000_00d4, 21)
  const names = Buffer.alloc(4 + ((HEADER_1 + words.length + 2 + spnego.length) % 2))
  const size = Buffer.alloc(2)
  size.writeUInt16LE(spnego.length + names.length)
  return frame(header1(SMB1_SESSION_SETUP), words, size, spnego, names)
}

/** Session request to whoever is there (RFC 1002, section 4.3.2): `*SMBSERVER`, which all file servers answer to. */
export function sessionRequest(): Buffer {
  const names = [encodeName('*SMBSERVER', 0x20), encodeName('PORTSCAN', 0)]
  return Buffer.concat([Buffer.from([0x81, 0, 0, 68]), ...names])
}

function encodeName(name: string, suffix: number): Buffer {
  const letters = [...Buffer.from(name.padEnd(15), 'latin1'), suffix].flatMap((byte) => [
    0x41 + (byte >> 4),
    0x41 + (byte & 0x0f),
  ])
  return Buffer.from([32, ...letters, 0])
}

function frame(...parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat([Buffer.from([0, 0, length >> 8, length & 0xff]), ...parts])
}

function header(command: number, messageId: number): Buffer {
  const bytes = Buffer.alloc(HEADER)
  bytes.write('\xfeSMB', 'latin1')
  bytes.writeUInt16LE(HEADER, 4)
  bytes.writeUInt16LE(command, 12)
  bytes.writeUInt16LE(1, 14)
  bytes.writeUInt8(messageId, 24)
  bytes.writeUInt32LE(0xfeff, 32)
  return bytes
}

// Unicode, NT status codes, extended security, long names.
function header1(command: number): Buffer {
  const bytes = Buffer.alloc(HEADER_1)
  bytes.write('\xffSMB', 'latin1')
  bytes[4] = command
  bytes[9] = 0x18
  bytes.writeUInt16LE(0xc801, 10)
  bytes.writeUInt16LE(0xfeff, 26)
  return bytes
}

/** NegTokenInit of SPNEGO (RFC 4178, section 4.2.1) for NTLM alone. */
const spnego = ((): Buffer => {
  const mechanism = element(0x06, Buffer.from([0x2b, 6, 1, 4, 1, 0x82, 0x37, 2, 2, 0x0a]))
  const types = element(0xa0, element(0x30, mechanism))
  const token = element(0xa2, element(0x04, ntlmNegotiate))
  const init = element(0xa0, element(0x30, types, token))
  return element(0x60, element(0x06, Buffer.from([0x2b, 6, 1, 5, 5, 2])), init)
})()
