import { viewOf } from './echo.ts'
import { cleanValue, known as present } from './field.ts'

/** What a challenge of NTLM tells about the host that sent it ([MS-NLMP], section 2.2.1.2). */
export interface NtlmHost {
  readonly netbiosName?: string
  readonly netbiosDomain?: string
  readonly dnsName?: string
  readonly dnsDomain?: string
  readonly dnsForest?: string
  /** Major, minor and build of the operating system: `'10.0.20348'`. Samba says `'6.1.0'`. */
  readonly version?: string
  /** Its clock, ISO 8601, UTC. */
  readonly time?: string
}

const SIGNATURE = Buffer.from('NTLMSSP\0', 'latin1')
const CHALLENGE = 2
const HEADER = 48
const WITH_VERSION = 0x0200_0000
const MOST_PAIRS = 16
const MOST_NAME = 256

/**
 * The first message of NTLM, which names nobody: Unicode, sign, NTLM, extended session security, target info, version,
 * 128 bits ([MS-NLMP], section 2.2.1.1).
 */
export const ntlmNegotiate: Uint8Array = Buffer.concat([
  SIGNATURE,
  Buffer.from([1, 0, 0, 0, 0x15, 0x82, 0x08, 0xa2]),
  Buffer.alloc(16),
  Buffer.from([0x0a, 0, 0x61, 0x4a, 0, 0, 0, 0x0f]),
])

/** Finds a challenge in an answer, whatever is around it, and reads it. */
export function readChallenge(bytes: Uint8Array): NtlmHost | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(SIGNATURE)
  if (start < 0 || start + HEADER > bytes.length) return undefined
  const message = bytes.subarray(start)
  const view = viewOf(message)
  if (view.getUint32(8, true) !== CHALLENGE) return undefined
  const [length, offset] = [view.getUint16(40, true), view.getUint32(44, true)]
  const versioned = (view.getUint32(20, true) & WITH_VERSION) !== 0 && message.length >= HEADER + 8
  return {
    ...(offset + length <= message.length && readPairs(message.subarray(offset, offset + length))),
    ...(versioned && { version: `${message[48]}.${message[49]}.${view.getUint16(50, true)}` }),
  }
}

const NAMES = new Map([
  [1, 'netbiosName'],
  [2, 'netbiosDomain'],
  [3, 'dnsName'],
  [4, 'dnsDomain'],
  [5, 'dnsForest'],
] as const)

/** Pairs of an id, a length and a value ([MS-NLMP], section 2.2.2.1). */
function readPairs(pairs: Uint8Array): NtlmHost {
  const view = viewOf(pairs)
  const facts: { -readonly [K in keyof NtlmHost]: NtlmHost[K] | undefined } = {}
  let at = 0
  for (let count = 0; count < MOST_PAIRS && at + 4 <= pairs.length; count++) {
    const [id, length] = [view.getUint16(at, true), view.getUint16(at + 2, true)]
    const value = pairs.subarray(at + 4, at + 4 + length)
    const name = NAMES.get(id as 1 | 2 | 3 | 4 | 5)
    if (id === 0) break
    if (name !== undefined) facts[name] = unicode(value)
    if (id === 7 && value.length === 8) facts.time = fileTime(viewOf(value).getBigUint64(0, true))
    at += 4 + length
  }
  return present(facts)
}

/** Text in UTF-16, little endian. */
export function unicode(bytes: Uint8Array): string | undefined {
  return cleanValue(Buffer.from(bytes.subarray(0, 2 * MOST_NAME)).toString('utf16le'))
}

/** A number of tenths of microseconds since 1601 ([MS-DTYP], section 2.3.3) as ISO 8601, if it is of our days. */
export function fileTime(time: bigint): string | undefined {
  const milliseconds = Number(time / 10_000n) - 11_644_473_600_000
  const sensible = milliseconds > 0 && milliseconds < 8_000_000_000_000
  return sensible ? new Date(milliseconds).toISOString() : undefined
}
