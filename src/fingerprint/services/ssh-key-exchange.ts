import { createECDH, createHash } from 'node:crypto'
import { cookie, viewOf } from '../echo.ts'
import { cleanValue, latin1 } from '../field.ts'
import type { SshAlgorithms } from './ssh-algorithms.ts'

/** The key by which a server shows who it is. */
export interface SshHostKey {
  /** `'ssh-ed25519'`, `'ecdsa-sha2-nistp256'`, `'ssh-rsa'`. */
  readonly type: string
  /** Of an RSA or DSA key: the length of its modulus. */
  readonly bits?: number
  /** As OpenSSH prints it: `'SHA256:'` and 43 characters of base64. */
  readonly fingerprint: string
}

const [MSG_KEXINIT, MSG_KEX_INIT, MSG_KEX_REPLY] = [20, 30, 31]
/** What we want to be shown, best first; others would have to be explained to whoever reads the result. */
const HOST_KEYS = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
  'ssh-rsa',
  'ssh-dss',
]
const CURVES: Readonly<Record<string, string>> = {
  'ecdh-sha2-nistp256': 'prime256v1',
  'ecdh-sha2-nistp384': 'secp384r1',
  'ecdh-sha2-nistp521': 'secp521r1',
}

/**
 * Our side of a key exchange, up to the message that the server answers with its host key: SSH_MSG_KEXINIT with what
 * it offers itself, and the first message of the exchange. `undefined` where it offers nothing of what we know.
 *
 * The exchange is never finished, so no secret of ours is needed, and the server's signature is not verified.
 */
export function openKeyExchange(offered: SshAlgorithms, random: () => number): Buffer | undefined {
  const keyExchange = Object.keys(PUBLIC_VALUES).find((name) => offered.keyExchange.includes(name))
  const hostKey = HOST_KEYS.find((name) => offered.hostKey.includes(name))
  const { ciphers, macs, compression } = offered
  if (keyExchange === undefined || hostKey === undefined || ciphers.length === 0) return undefined
  // Its own first names are in its lists for either direction, one of them at least.
  const both = [ciphers, ciphers, macs, macs, compression, compression].map((names) =>
    names.slice(0, 8).join(','),
  )
  const lists = [keyExchange, hostKey, ...both, '', ''].map((list) => string(Buffer.from(list, 'latin1')))
  const init = [Buffer.from([MSG_KEXINIT]), cookie(random, 16), ...lists, Buffer.alloc(5)]
  const first = [Buffer.from([MSG_KEX_INIT]), string(PUBLIC_VALUES[keyExchange]!(random))]
  return Buffer.concat([packet(Buffer.concat(init)), packet(Buffer.concat(first))])
}

/** What goes for our public value, of each exchange that is known, best first (RFC 8731, RFC 5656, RFC 8268). */
const PUBLIC_VALUES: Readonly<Record<string, (random: () => number) => Buffer>> = {
  'curve25519-sha256': curve25519,
  'curve25519-sha256@libssh.org': curve25519,
  'ecdh-sha2-nistp256': ellipticPoint('ecdh-sha2-nistp256'),
  'ecdh-sha2-nistp384': ellipticPoint('ecdh-sha2-nistp384'),
  'ecdh-sha2-nistp521': ellipticPoint('ecdh-sha2-nistp521'),
  'diffie-hellman-group14-sha256': groupElement,
  'diffie-hellman-group16-sha512': groupElement,
  'diffie-hellman-group18-sha512': groupElement,
  'diffie-hellman-group14-sha1': groupElement,
  'diffie-hellman-group1-sha1': groupElement,
}

// Any 32 bytes are a public value (RFC 7748, section 5).
function curve25519(random: () => number): Buffer {
  return cookie(random, 32)
}

function ellipticPoint(name: string): () => Buffer {
  return () => createECDH(CURVES[name]!).generateKeys()
}

/** A number of 512 bits, far below every group's prime; positive, and with bits enough for those who count them. */
function groupElement(random: () => number): Buffer {
  return Buffer.concat([Buffer.from([0x55]), cookie(random, 63)])
}

/** The host key in the server's answer; `undefined` where it is not there, or not whole. */
export function hostKeyOf(answer: Uint8Array): SshHostKey | undefined {
  const reply = packets(answer).find((payload) => payload[0] === MSG_KEX_REPLY)
  const blob = reply && stringAt(reply, 1)
  const type = blob && stringAt(blob, 0)
  const name = type && cleanValue(latin1(type, 0, 64))
  if (name === undefined || !/^[\w@.-]{1,64}$/.test(name)) return undefined
  const bits = bitsOf(name, blob!)
  return {
    type: name,
    ...(bits !== undefined && { bits }),
    fingerprint: `SHA256:${createHash('sha256').update(blob!).digest('base64').replace(/=$/, '')}`,
  }
}

/** Whether the server has said all that it will: its host key, or that it goes. */
export function isWholeReply(bytes: Uint8Array): boolean {
  return packets(bytes).some((payload) => payload[0] === MSG_KEX_REPLY || payload[0] === 1)
}

// An RSA key is e and n after its name, a DSA key p and more (RFC 4253, section 6.6).
function bitsOf(type: string, blob: Uint8Array): number | undefined {
  if (type !== 'ssh-rsa' && type !== 'ssh-dss') return undefined
  const first = stringAt(blob, 4 + type.length)
  const modulus = type === 'ssh-dss' ? first : first && stringAt(blob, 8 + type.length + first.length)
  const start = modulus?.findIndex((byte) => byte !== 0) ?? -1
  if (modulus === undefined || start === -1) return undefined
  return (modulus.length - start) * 8 - (Math.clz32(modulus[start]!) - 24)
}

/** The payloads of the whole unencrypted packets (RFC 4253, section 6), at most 8 of them. */
function packets(bytes: Uint8Array): Uint8Array[] {
  const found: Uint8Array[] = []
  const view = viewOf(bytes)
  for (let at = 0; found.length < 8 && at + 6 <= bytes.length;) {
    const length = view.getUint32(at)
    const end = at + 4 + length
    const padding = bytes[at + 4]!
    if (length < 2 + padding || end > bytes.length) break
    found.push(bytes.subarray(at + 5, end - padding))
    at = end
  }
  return found
}

function stringAt(bytes: Uint8Array, at: number): Uint8Array | undefined {
  if (at + 4 > bytes.length) return undefined
  const end = at + 4 + viewOf(bytes).getUint32(at)
  return end > bytes.length ? undefined : bytes.subarray(at + 4, end)
}

function string(value: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(value.length)
  return Buffer.concat([length, value])
}

/** Padded to eight bytes, by four at least. */
function packet(payload: Uint8Array): Buffer {
  const padding = 8 - ((5 + payload.length) % 8) + ((5 + payload.length) % 8 > 4 ? 8 : 0)
  const head = Buffer.alloc(5)
  head.writeUInt32BE(1 + payload.length + padding)
  head[4] = padding
  return Buffer.concat([head, payload, Buffer.alloc(padding)])
}
