import { cleanValue, known as present, latin1 } from '../field.ts'
import { describeSoftware } from '../products/describe-software.ts'
import type { AnswerContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `mysql`: of a handshake, or of the error that a server sends instead of one. */
export interface MysqlDetails {
  /** 10 since MySQL 3.21.0. */
  readonly protocol?: number
  /** The version as the server sends it, compatibility prefix and packager's suffixes included. */
  readonly serverVersion?: string
  readonly connectionId?: number
  /** Whether the server can go over to TLS (capability CLIENT_SSL). */
  readonly starttls?: boolean
  /** The server's default way to authenticate: `'caching_sha2_password'`, `'mysql_native_password'`. */
  readonly authPlugin?: string
  /** Capability flags, the upper half included. */
  readonly capabilities?: number
  /** Number and text of the error, in the server's language: 1130 host not allowed, 1040 too many connections. */
  readonly error?: { readonly code: number; readonly sqlState?: string; readonly message: string }
}

const CLIENT_SSL = 0x0800
const CLIENT_PLUGIN_AUTH = 0x0008_0000
const HEADER = 4
const ERR = 0xff

/** The packet at the start: its length must fit what came, its number must be one of a conversation's first. */
function firstPacket(answer: Uint8Array): DataView | undefined {
  if (answer.length < HEADER + 3) return undefined
  const length = answer[0]! | (answer[1]! << 8) | (answer[2]! << 16)
  if (length < 3 || length > 2048 || answer[3]! > 2 || answer.length < HEADER + length) return undefined
  return new DataView(answer.buffer, answer.byteOffset + HEADER, length)
}

// Protocol 10 packet of the initial handshake; MySQL documentation, "Protocol::HandshakeV10".
const handshake: Matcher = (answer) => {
  const packet = firstPacket(answer)
  if (packet?.getUint8(0) !== 10) return undefined
  const body = new Uint8Array(packet.buffer, packet.byteOffset, packet.byteLength)
  const end = body.indexOf(0, 1)
  const serverVersion = cleanValue(latin1(body, 1, Math.max(end, 1)))
  // Version, its NUL, connection id, 8 bytes of the scramble, a filler of 0.
  const filler = end + 1 + 4 + 8
  if (end < 2 || serverVersion === undefined || filler >= body.length || body[filler] !== 0) return undefined
  if (!/^[\d(]?[\x20-\x7e]{1,250}$/.test(serverVersion)) return undefined
  const details: MysqlDetails = {
    protocol: 10,
    serverVersion,
    connectionId: packet.getUint32(end + 1, true),
    ...parseCapabilities(packet, filler + 1),
  }
  return {
    name: 'mysql',
    ...describeSoftware('mysql', serverVersion),
    details: { ...details },
    confidence: 'verified',
    evidence: 'handshake packet of protocol 10, its length fits',
  }
}

function parseCapabilities(packet: DataView, at: number): Partial<MysqlDetails> {
  if (at + 2 > packet.byteLength) return {}
  const low = packet.getUint16(at, true)
  // Character set and status stand between the two halves.
  if (at + 8 > packet.byteLength) return { starttls: (low & CLIENT_SSL) !== 0, capabilities: low }
  const capabilities = (low | (packet.getUint16(at + 5, true) << 16)) >>> 0
  const scramble = Math.max(13, (at + 7 < packet.byteLength ? packet.getUint8(at + 7) : 0) - 8)
  const name = at + 8 + 10 + scramble
  return {
    starttls: (low & CLIENT_SSL) !== 0,
    capabilities,
    ...((capabilities & CLIENT_PLUGIN_AUTH) !== 0 &&
      name < packet.byteLength &&
      present({ authPlugin: textUntilNul(packet, name) })),
  }
}

function textUntilNul(packet: DataView, at: number): string | undefined {
  const rest = new Uint8Array(packet.buffer, packet.byteOffset + at, packet.byteLength - at)
  const end = rest.indexOf(0)
  return cleanValue(latin1(rest, 0, end === -1 ? rest.length : end).slice(0, 64))
}

// What a server says that will not talk to this client: MySQL documentation, "ERR_Packet".
const refusal: Matcher = (answer, context) => {
  const packet = firstPacket(answer)
  if (packet?.getUint8(0) !== ERR || packet.byteLength < 4) return undefined
  const code = packet.getUint16(1, true)
  const error = { code, ...errorText(packet) }
  if (code < 1000 || code > 4999 || error.message.length < 3 || !isText(error.message)) return undefined
  return {
    name: 'mysql',
    ...productOf(error.message, answer[3] === 0),
    details: { error } satisfies MysqlDetails,
    info: error.message,
    confidence: isExpected(context) ? 'verified' : 'structured',
    evidence: `error packet ${code}, its length fits`,
  }
}

function errorText(packet: DataView): { sqlState?: string; message: string } {
  const bytes = new Uint8Array(packet.buffer, packet.byteOffset + 3, packet.byteLength - 3)
  // UTF-8 since MySQL 5.5; the languages of older ones come out with replacement characters.
  const text = new TextDecoder().decode(bytes.subarray(0, 512))
  const state = /^#(?<state>[0-9A-Z]{5})/.exec(text)?.groups?.['state']
  const message = cleanValue(state === undefined ? text : text.slice(6)) ?? ''
  return state === undefined ? { message } : { sqlState: state, message }
}

function isText(message: string): boolean {
  return (message.match(/\ufffd/g)?.length ?? 0) * 4 < message.length
}

function isExpected({ port, probe }: AnswerContext): boolean {
  return port === 3306 || probe === 'mysql'
}

/**
 * Most texts name the product. A refusal in the place of the handshake that names none has the wording of the
 * family, which is MySQL's; an error later in a conversation says nothing of it.
 */
function productOf(message: string, first: boolean): Partial<Match> {
  if (/\bMariaDB\b/i.test(message)) return { product: 'MariaDB', vendor: 'MariaDB' }
  if (/^\(proxy\)/i.test(message)) return { product: 'MySQL Proxy', vendor: 'Oracle' }
  if (/\bProxySQL\b/i.test(message)) return { product: 'ProxySQL', vendor: 'ProxySQL' }
  return first || /mysql/i.test(message) ? { product: 'MySQL', vendor: 'Oracle' } : {}
}

// CLIENT_PROTOCOL_41 | CLIENT_SSL | CLIENT_SECURE_CONNECTION, packets of 16 MiB, utf8mb4; MySQL documentation,
// "Protocol::SSLRequest". The server does not answer it: TLS follows at once.
const sslRequest = Buffer.from([
  32,
  0,
  0,
  1,
  0x00,
  0x8a,
  0,
  0,
  0,
  0,
  0,
  1,
  45,
  ...new Array<number>(23).fill(0),
])

/**
 * MySQL and MariaDB. Nothing can end a conversation politely before its authentication: every connection that is
 * closed after the greeting counts against `max_connect_errors` (100 by default), so one connection is made of it,
 * TLS included.
 *
 * Asks: nothing; SSLRequest for the certificate.
 * Known by: a packet whose length fits: handshake of protocol 10, or an error.
 * Version: the server version, without the prefix `5.5.5-` of MariaDB.
 */
export const mysql: ServiceProbe = {
  name: 'mysql',
  ports: [3306, 3307],
  rarity: 1,
  serverFirst: true,
  enough: (bytes) => firstPacket(bytes) !== undefined,
  matchers: [handshake, refusal],
  startTls: {
    offered: (match) => match.details?.['starttls'] === true,
    send: sslRequest,
  },
}
