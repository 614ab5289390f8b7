import { viewOf } from '../echo.ts'
import { cpe } from '../products/cpe.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `firebird`. */
export interface FirebirdDetails {
  /** Version of the protocol that it chose; absent where it refused all. */
  readonly protocol?: number
  /** Whether it would have the user authenticate before it opens a database. */
  readonly authRequired?: boolean
}

const [CONNECT, ACCEPT, REJECT, CONTINUE, ACCEPT_DATA, CONDITIONAL] = [1, 3, 4, 92, 94, 98]
const [ATTACH, CONNECT_VERSION, GENERIC] = [19, 3, 1]
/** From 11 on the highest bit tells Firebird's numbers from InterBase's. */
const FLAG = 0x8000
const PROTOCOLS = [10, FLAG | 11, FLAG | 12, FLAG | 13, FLAG | 15, FLAG | 16, FLAG | 17, FLAG | 18]
/** Batches without and with events behind them: the kinds of traffic that every server takes. */
const [LEAST_TYPE, MOST_TYPE] = [2, 5]
const FILE = 'portscan.fdb'
/**
 * Who asks, invented: login 9, way to authenticate 8 and all of them 10, user 1, host 4. Without the first three a
 * server since 3.0 asks for them, and chooses no protocol.
 */
const USER = Buffer.concat([
  item(9, 'PORTSCAN'),
  item(8, 'Srp'),
  item(10, 'Srp'),
  item(1, 'portscan'),
  item(4, 'portscan'),
  item(6, ''),
])

function item(kind: number, text: string): Buffer {
  return Buffer.from([kind, text.length, ...Buffer.from(text)])
}

/** op_connect names a file and opens none: that would be op_attach. */
function connect(): Uint8Array {
  const protocols = PROTOCOLS.flatMap((version, index) => [
    version,
    GENERIC,
    LEAST_TYPE,
    MOST_TYPE,
    (index + 1) * 2,
  ])
  return Buffer.concat([
    words(CONNECT, ATTACH, CONNECT_VERSION, GENERIC),
    opaque(Buffer.from(FILE)),
    words(PROTOCOLS.length),
    opaque(USER),
    words(...protocols),
  ])
}

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  values.forEach((value, index) => bytes.writeUInt32BE(value, index * 4))
  return bytes
}

/** XDR: length, bytes, padding to four. */
function opaque(bytes: Uint8Array): Buffer {
  return Buffer.concat([words(bytes.length), bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
}

const HELLO = connect()

/** Since when a version of the protocol is spoken. */
const RELEASES: Readonly<Record<number, string>> = {
  10: '1.0 to 2.0',
  11: '2.1',
  12: '2.5',
  13: '3.0',
  15: '3.0',
  16: '4.0',
  17: '4.0',
  18: '5.0 or later',
}

const accept: Matcher = (answer, { probe }) => {
  if (answer.length < 4) return undefined
  const view = viewOf(answer)
  const operation = view.getUint32(0)
  if (operation === REJECT && answer.length === 4 && probe === 'firebird')
    return { ...product(undefined), details: {}, confidence: 'structured', evidence: 'op_reject' }
  if (operation === CONTINUE && probe === 'firebird' && answer.length === 20 && isZero(answer.subarray(4)))
    return {
      ...product('3.0 or later'),
      details: { authRequired: true } satisfies FirebirdDetails,
      confidence: 'structured',
      evidence: 'op_cont_auth without data',
    }
  if (![ACCEPT, ACCEPT_DATA, CONDITIONAL].includes(operation) || answer.length < 16) return undefined
  // Some fill the upper half of the word with the sign.
  const chosen = view.getUint32(4) & 0xffff
  const type = view.getUint32(12) & 0xff
  const upper = view.getUint32(4) >>> 16
  const known = PROTOCOLS.includes(chosen) && (upper === 0 || upper === 0xffff)
  if (!known || view.getUint32(8) !== GENERIC || type < LEAST_TYPE || type > MOST_TYPE) return undefined
  if (operation === ACCEPT && answer.length !== 16) return undefined
  const protocol = chosen & ~FLAG
  return {
    ...product(RELEASES[protocol]),
    details: { protocol, authRequired: operation !== ACCEPT } satisfies FirebirdDetails,
    confidence: 'verified',
    evidence: `one of our protocols was accepted: ${protocol}`,
  }
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0)
}

function product(release: string | undefined): {
  name: string
  product: string
  vendor: string
  info?: string
  cpe: string[]
} {
  return {
    name: 'firebird',
    product: 'Firebird',
    vendor: 'Firebird',
    ...(release !== undefined && { info: `Firebird ${release}` }),
    cpe: [cpe({ part: 'a', vendor: 'firebirdsql', product: 'firebird' })],
  }
}

/**
 * Firebird and InterBase (Firebird wire protocol).
 *
 * Asks: op_connect for a database and a user that there are not; no database is opened, no password is said.
 * Known by: one of the protocols that were offered is accepted, or more is wanted of the user.
 * Version: the protocol leaves a release open, as `info`.
 */
export const firebird: ServiceProbe = {
  name: 'firebird',
  ports: [3050],
  rarity: 7,
  hello: () => HELLO,
  enough: (bytes) => bytes.length >= 16 || (bytes.length === 4 && viewOf(bytes).getUint32(0) === REJECT),
  matchers: [accept],
  reacts: { http: 'close', tls: 'close' },
}
