import { viewOf } from '../echo.ts'
import { cleanValue, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { DetailStep, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `vnc`. */
export interface VncDetails {
  /** The version of the protocol that it greets with: `'3.8'`. */
  readonly protocol: string
  /** How it would have a client authenticate, its names as far as they are known: `'None'`, `'VNC'`, `'VeNCrypt'`. */
  readonly securityTypes?: readonly string[]
  readonly authRequired?: boolean
  /** Why it wants no client now: after many connections without a login it may say so for some seconds. */
  readonly error?: string
}

const GREETING = /^RFB (?<major>\d{3})\.(?<minor>\d{3})\n/
const NONE = 1
const MOST_TYPES = 32
/** The registry of RFB security types that RFC 6143, section 8.1, began. */
const TYPES: Readonly<Record<number, string>> = {
  [NONE]: 'None',
  2: 'VNC',
  5: 'RA2',
  6: 'RA2ne',
  7: 'SSPI',
  8: 'SSPIne',
  13: 'RA2-256',
  16: 'Tight',
  17: 'Ultra',
  18: 'TLS',
  19: 'VeNCrypt',
  20: 'SASL',
  21: 'MD5',
  22: 'xvp',
  23: 'Secure Tunnel',
  24: 'Integrated SSH',
  30: 'Diffie-Hellman',
  35: 'MacOSXEndianType',
  113: 'MSLogonII',
  129: 'RSA-AES-256',
  130: 'RSA-AES-256ne',
}

const greeting: Matcher = (answer, { probe }) => {
  const groups = GREETING.exec(latin1(answer, 0, 12))?.groups
  if (!groups) return undefined
  const [major, minor] = [Number(groups['major']), Number(groups['minor'])]
  // Who is shut out is greeted in the oldest version, and told why in one go.
  const error = reasonOf(answer.subarray(12), 4)
  return {
    name: 'vnc',
    ...productOf(major, minor),
    details: { protocol: `${major}.${minor}`, ...(error !== undefined && { error }) } satisfies VncDetails,
    // Twelve bytes and no more: the version that a server would have a client speak.
    confidence: answer.length === 12 && probe !== undefined ? 'verified' : 'structured',
    evidence: `"${cleanValue(groups[0] ?? latin1(answer, 0, 11))!}"`,
  }
}

/** Versions that nobody else greets with. */
function productOf(major: number, minor: number): Partial<Match> {
  if (major === 3 && minor === 889)
    return {
      product: 'Apple Remote Desktop',
      vendor: 'Apple',
      os: 'macOS',
      cpe: [cpe({ part: 'a', vendor: 'apple', product: 'apple_remote_desktop' })],
    }
  if (major === 4 || major === 5 || major === 6)
    return {
      product: 'RealVNC',
      vendor: 'RealVNC',
      cpe: [cpe({ part: 'a', vendor: 'realvnc', product: 'vnc_server' })],
    }
  if (major === 3 && [4, 6, 14, 16].includes(minor))
    return {
      product: 'UltraVNC',
      vendor: 'UltraVNC',
      cpe: [cpe({ part: 'a', vendor: 'uvnc', product: 'ultravnc' })],
    }
  return {}
}

const detailsOf = ({ details = {} }: Match): Partial<VncDetails> => details

/** The highest version that both know; the text of it is said as in RFC 6143, section 7.1.1. */
function answerVersion(protocol: string): string {
  if (protocol === '3.7') return 'RFB 003.007\n'
  return /^3\.[0-6]$/.test(protocol) ? 'RFB 003.003\n' : 'RFB 003.008\n'
}

function askTypes(protocol: string): DetailStep {
  const version = answerVersion(protocol)
  const old = version.endsWith('3\n')
  return {
    send: Buffer.from(version),
    enough: (bytes) => (old ? bytes.length >= 4 : bytes.length > 1 && bytes.length > bytes[0]!),
    merge: (match, answer) => {
      const types = readTypes(answer, old)
      if (types === undefined) return withError(match, answer, old ? 4 : 1)
      return {
        ...match,
        ...(match.product === undefined && byTypes(types)),
        details: {
          ...match.details,
          securityTypes: types.map((type) => TYPES[type] ?? `${type}`),
          authRequired: !types.includes(NONE),
        },
      }
    },
  }
}

/** A count and types (RFC 6143, section 7.1.2), or one type of four bytes in version 3.3. */
function readTypes(answer: Uint8Array, old: boolean): number[] | undefined {
  if (old) {
    const type = answer.length >= 4 ? viewOf(answer).getUint32(0) : 0
    return type > 0 && type < 256 ? [type] : undefined
  }
  const count = answer[0] ?? 0
  if (count === 0 || answer.length < 1 + count) return undefined
  return [...answer.subarray(1, 1 + Math.min(count, MOST_TYPES))]
}

function byTypes(types: readonly number[]): Partial<Match> {
  if (types.includes(17) || types.includes(113)) return { product: 'UltraVNC', vendor: 'UltraVNC' }
  return types.includes(35) ? { product: 'Apple Remote Desktop', vendor: 'Apple', os: 'macOS' } : {}
}

/** A refusal: how long its reason is, then the reason. */
function withError(match: Match, answer: Uint8Array, at: number): Match {
  const error = reasonOf(answer, at)
  return error === undefined ? match : { ...match, details: { ...match.details, error } }
}

function reasonOf(answer: Uint8Array, at: number): string | undefined {
  if (answer.length < at + 4 || answer.subarray(0, at).some((byte) => byte !== 0)) return undefined
  const length = viewOf(answer).getUint32(at)
  return length > 0 && length <= 512 ? cleanValue(latin1(answer, at + 4, at + 4 + length)) : undefined
}

// A version that nobody has: TigerVNC says why it does not do, others close without a word.
const askReason: DetailStep = {
  send: Buffer.from('RFB 009.009\n'),
  fresh: true,
  enough: (bytes) => reasonOf(bytes, 1) !== undefined && bytes.length >= 5 + viewOf(bytes).getUint32(1),
  merge: (match, answer) => {
    const reason = reasonOf(answer, 1) ?? reasonOf(answer, 4)
    return reason !== undefined && /^Client needs protocol version 9\.9, server has /.test(reason)
      ? {
          ...match,
          product: 'TigerVNC',
          vendor: 'TigerVNC',
          cpe: [cpe({ part: 'a', vendor: 'tigervnc', product: 'tigervnc' })],
        }
      : match
  },
}

/**
 * Remote Framebuffer Protocol, RFC 6143, sections 7.1.1 and 7.1.2.
 *
 * Asks: nothing; then its version, for the list of security types, none of which is chosen; a version that there is not.
 * Known by: `RFB 003.008` or another version and no more.
 * Version: none is told; TigerVNC by its words to a version that there is not, RealVNC, UltraVNC and Apple by their own versions and types.
 */
export const vnc: ServiceProbe = {
  name: 'vnc',
  ports: [5900, 5901, 5902, 5903],
  rarity: 3,
  serverFirst: true,
  enough: (bytes) => bytes.length >= 12,
  matchers: [greeting],
  detail: (match, step) => {
    const { protocol = '', error } = detailsOf(match)
    if (error !== undefined) return undefined
    if (step === 0) return askTypes(protocol)
    return step === 1 && match.product === undefined ? askReason : undefined
  },
}
