import { cipherSuiteName } from './tls-cipher-suites.ts'

/** What the first records of an answer to a ClientHello say. */
export type TlsAnswer = ServerHello | TlsAlert

export interface ServerHello {
  readonly kind: 'server-hello'
  /** The version agreed: `'TLSv1.3'` … `'SSLv3'`. */
  readonly version: string
  /** IANA name, or the number as `0xc02f`. */
  readonly cipher: string
  /** What the server sent back as session id; TLS 1.3 servers echo the client's. */
  readonly sessionId: Uint8Array
}

export interface TlsAlert {
  readonly kind: 'alert'
  /** Version of the record layer, which may be lower than what the server speaks. */
  readonly version: string
  readonly level: 'warning' | 'fatal'
  /** The name in RFC 8446 6, such as `'protocol_version'`; a number's text where there is none. */
  readonly alert: string
}

const HANDSHAKE = 22
const ALERT = 21
const SERVER_HELLO = 2
const SUPPORTED_VERSIONS = 43
/** A protected record may be this long (RFC 8446 5.2, RFC 5246 6.2.3); longer is something else. */
const MOST_RECORD = 16_384 + 2_048

/** Reads the first record: a ServerHello (RFC 8446 4.1.3, RFC 5246 7.4.1.3, RFC 6101) or an alert; else nothing. */
export function parseTlsAnswer(bytes: Uint8Array): TlsAnswer | undefined {
  if (bytes.length < 7 || bytes[1] !== 3 || bytes[2]! > 4) return undefined
  const length = (bytes[3]! << 8) | bytes[4]!
  if (length < 2 || length > MOST_RECORD) return undefined
  const body = bytes.subarray(5, 5 + length)
  if (bytes[0] === ALERT) return length === 2 ? parseAlert(body, bytes[2]!) : undefined
  return bytes[0] === HANDSHAKE ? parseServerHello(body) : undefined
}

/** The session id of a ClientHello record, for the echo check; empty where it cannot be read. */
export function clientSessionId(hello: Uint8Array): Uint8Array {
  const length = hello[43] ?? 0
  return hello[0] === HANDSHAKE && hello[5] === 1 && length <= 32
    ? hello.subarray(44, 44 + length)
    : new Uint8Array(0)
}

export function versionName(major: number, minor: number): string | undefined {
  return major === 3 ? ['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'][minor] : undefined
}

function parseAlert(body: Uint8Array, minor: number): TlsAlert | undefined {
  const level = body[0] === 1 ? 'warning' : body[0] === 2 ? 'fatal' : undefined
  const version = versionName(3, minor)
  const name = alerts.get(body[1]!)
  return level && version && name !== undefined ? { kind: 'alert', version, level, alert: name } : undefined
}

function parseServerHello(body: Uint8Array): ServerHello | undefined {
  // type, 24-bit length, version, 32 random bytes, session id, cipher suite, compression, extensions
  if (body[0] !== SERVER_HELLO || body.length < 42) return undefined
  const end = 4 + ((body[1]! << 16) | (body[2]! << 8) | body[3]!)
  const idEnd = 39 + body[38]!
  if (end < 42 || body[38]! > 32 || idEnd + 3 > Math.min(end, body.length)) return undefined
  const legacy = versionName(body[4]!, body[5]!)
  if (legacy === undefined) return undefined
  return {
    kind: 'server-hello',
    version: negotiatedVersion(body.subarray(idEnd + 3, end)) ?? legacy,
    cipher: cipherSuiteName((body[idEnd]! << 8) | body[idEnd + 1]!),
    sessionId: body.subarray(39, idEnd),
  }
}

// TLS 1.3 hides in an extension, so that old middleboxes see 1.2 (RFC 8446 4.2.1).
function negotiatedVersion(extensions: Uint8Array): string | undefined {
  let at = 2
  while (at + 4 <= extensions.length) {
    const type = (extensions[at]! << 8) | extensions[at + 1]!
    const length = (extensions[at + 2]! << 8) | extensions[at + 3]!
    const found = type === SUPPORTED_VERSIONS && length === 2 && at + 6 <= extensions.length
    if (found) return versionName(extensions[at + 4]!, extensions[at + 5]!)
    at += 4 + length
  }
  return undefined
}

/** RFC 8446 6 and its predecessors. */
const alerts: ReadonlyMap<number, string> = new Map([
  [0, 'close_notify'],
  [10, 'unexpected_message'],
  [20, 'bad_record_mac'],
  [21, 'decryption_failed'],
  [22, 'record_overflow'],
  [30, 'decompression_failure'],
  [40, 'handshake_failure'],
  [41, 'no_certificate'],
  [42, 'bad_certificate'],
  [43, 'unsupported_certificate'],
  [44, 'certificate_revoked'],
  [45, 'certificate_expired'],
  [46, 'certificate_unknown'],
  [47, 'illegal_parameter'],
  [48, 'unknown_ca'],
  [49, 'access_denied'],
  [50, 'decode_error'],
  [51, 'decrypt_error'],
  [60, 'export_restriction'],
  [70, 'protocol_version'],
  [71, 'insufficient_security'],
  [80, 'internal_error'],
  [86, 'inappropriate_fallback'],
  [90, 'user_canceled'],
  [100, 'no_renegotiation'],
  [109, 'missing_extension'],
  [110, 'unsupported_extension'],
  [112, 'unrecognized_name'],
  [113, 'bad_certificate_status_response'],
  [115, 'unknown_psk_identity'],
  [116, 'certificate_required'],
  [120, 'no_application_protocol'],
])
