import { viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `oracle`. */
export interface OracleDetails {
  /** How the listener answered. */
  readonly answer: 'accept' | 'refuse' | 'redirect' | 'resend'
  /** Number of the TNS error in a refusal: `1189`. */
  readonly error?: number
  /** The listener's version as one number, in a refusal. */
  readonly vsnnum?: number
}

const HEADER = 8
const KINDS: ReadonlyMap<number, OracleDetails['answer']> = new Map([
  [2, 'accept'],
  [4, 'refuse'],
  [5, 'redirect'],
  [11, 'resend'],
])

/** A connect packet: version 313, down to 300, and the listener's own command for its version. */
function connect(): Uint8Array {
  const data = Buffer.from('(CONNECT_DATA=(COMMAND=version))')
  const offset = 58
  const packet = Buffer.alloc(offset)
  packet.writeUInt16BE(offset + data.length)
  packet[4] = 1
  const words: readonly number[] = [0x0139, 0x012c, 0, 0x0800, 0x7fff, 0x7f08, 0, 1, data.length, offset]
  words.forEach((word, index) => packet.writeUInt16BE(word, HEADER + index * 2))
  return Buffer.concat([packet, data])
}

const HELLO = connect()

const listener: Matcher = (answer, { probe }) => {
  const kind = packetKind(answer)
  if (kind === undefined) return undefined
  const text = latin1(answer, HEADER, 2_048)
  const told = /\(VSNNUM=(?<vsnnum>\d{1,10})\)/.exec(text)?.groups?.['vsnnum']
  const error = /\(ERR=(?<error>\d{1,5})\)/.exec(text)?.groups?.['error']
  const wordy = told !== undefined || /^[^(]{0,32}\(DESCRIPTION=\(/.test(text) || /\bTNSLSNR for /.test(text)
  // Without its words the few bytes of a header are anybody's, unless our packet was asked for again.
  if (!wordy && probe !== 'oracle') return undefined
  const vsnnum = told === undefined ? undefined : Number(told)
  return {
    name: 'oracle',
    ...softwareOf(text, vsnnum),
    details: {
      answer: kind,
      ...present({ vsnnum, error: error === undefined ? undefined : Number(error) }),
    } satisfies OracleDetails,
    confidence: wordy ? 'verified' : 'structured',
    evidence: `TNS packet "${kind}", its length fits`,
  }
}

/** The kind of the first packet, where that is one of a listener and all there. */
function packetKind(answer: Uint8Array): OracleDetails['answer'] | undefined {
  if (answer.length < HEADER) return undefined
  const view = viewOf(answer)
  const length = view.getUint16(0)
  if (length < HEADER || length > answer.length || view.getUint16(2) !== 0 || view.getUint16(6) !== 0)
    return undefined
  const kind = KINDS.get(answer[4]!)
  return kind === 'resend' && length !== HEADER ? undefined : kind
}

const BANNER = /\bTNSLSNR for (?<os>[^:\r\n]{1,60}): Version (?<version>\d[\d.]{0,30})/

function softwareOf(text: string, vsnnum: number | undefined): Partial<Match> {
  const banner = BANNER.exec(text)?.groups
  const version = banner?.['version'] ?? (vsnnum === undefined ? undefined : versionOf(vsnnum))
  return {
    product: 'Oracle TNS listener',
    vendor: 'Oracle',
    ...present({ version, os: cleanValue(banner?.['os']) }),
    cpe: [cpe({ part: 'a', vendor: 'oracle', product: 'database_server', version })],
  }
}

/** Five parts of 8, 4, 8, 4 and 8 bits; since 18 they are cut 8, 8, 4, 8 and 4. */
function versionOf(vsnnum: number): string {
  const widths = vsnnum >>> 24 >= 18 ? [8, 8, 4, 8, 4] : [8, 4, 8, 4, 8]
  let left = 32
  return widths
    .map((width) => {
      left -= width
      return (vsnnum >>> left) & ((1 << width) - 1)
    })
    .join('.')
}

function isWhole(bytes: Uint8Array): boolean {
  if (bytes.length < HEADER) return false
  const length = viewOf(bytes).getUint16(0)
  // The version comes in a packet of data behind the one that accepts.
  if (bytes[4] === 2) return bytes.length >= length + HEADER
  return bytes.length >= length
}

/**
 * Oracle Net listener (TNS; no public specification, written from the vendor's documents of its traces).
 *
 * Asks: a connect packet with `COMMAND=version`; the same again where the listener wants it again.
 * Known by: accept, refuse, redirect or resend, whose length fits.
 * Version: the listener's banner, or VSNNUM in its refusal.
 */
export const oracle: ServiceProbe = {
  name: 'oracle',
  ports: [1521],
  rarity: 5,
  hello: () => HELLO,
  enough: isWhole,
  matchers: [listener],
  detail: (match, step) =>
    step === 0 && match.details?.['answer'] === 'resend'
      ? {
          send: HELLO,
          enough: isWhole,
          merge: (known, answer, context) => listener(answer, context) ?? known,
        }
      : undefined,
}
