import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { DetailStep, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `postgresql`. */
export interface PostgresqlDetails {
  /** Whether it goes over to TLS when asked (SSLRequest). */
  readonly starttls?: boolean
  /** How it would have an invented user authenticate. `'refused'`: by no way, the error says why. */
  readonly auth?: PostgresqlAuth
  /** SASL mechanisms, where `auth` is `'sasl'`. */
  readonly mechanisms?: readonly string[]
  /** The last error it sent. */
  readonly error?: PostgresqlError
  /** Major versions that the wording and place of the error leave open, the ends included. */
  readonly versions?: { readonly from?: string; readonly to?: string }
}

export type PostgresqlAuth = 'none' | 'password' | 'md5' | 'gss' | 'sspi' | 'sasl' | 'other' | 'refused'

/** Fields of an ErrorResponse. */
export interface PostgresqlError {
  readonly severity: string
  /** SQLSTATE: `'28000'`, `'0A000'`. */
  readonly code: string
  readonly message: string
  /** Where in the server's source it comes from. */
  readonly file?: string
  readonly line?: number
  readonly routine?: string
}

// PostgreSQL documentation, 55.7: length 8, then 1234 and 5679 in the place of a version.
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f])
const TERMINATE = Buffer.from([0x58, 0, 0, 0, 4])

// One byte says little: it counts only as the answer to an SSLRequest.
const sslAnswer: Matcher = (answer, { probe }) => {
  if (probe !== 'postgresql' || answer.length !== 1) return undefined
  const [byte] = answer
  if (byte !== 0x53 && byte !== 0x4e) return undefined
  const details: PostgresqlDetails = { starttls: byte === 0x53 }
  return {
    name: 'postgresql',
    details: { ...details },
    confidence: 'structured',
    evidence: `"${byte === 0x53 ? 'S' : 'N'}" to an SSLRequest`,
  }
}

// HyperSQL speaks a part of the protocol on a port that is for its own.
const NOT_ITS_WORDS = /^Bad length for .{0,8} packet\.  -?\d{1,10} extra bytes$/

const errorResponse: Matcher = (answer) => {
  const message = firstMessage(answer)
  const found = message?.type === 'E' ? parseError(message.body) : undefined
  if (!found || NOT_ITS_WORDS.test(found.error.message)) return undefined
  return {
    name: 'postgresql',
    ...softwareOf(found.error),
    details: { error: found.error, ...versionsOf(found) } satisfies PostgresqlDetails,
    confidence: 'verified',
    evidence: `ErrorResponse ${found.error.code}, its length fits`,
  }
}

const authentication: Matcher = (answer, { probe }) => {
  const message = firstMessage(answer)
  if (message?.type !== 'R' || probe !== 'postgresql') return undefined
  const details = parseAuth(message.body)
  if (!details) return undefined
  return {
    name: 'postgresql',
    details,
    confidence: 'verified',
    evidence: 'authentication request, its length fits',
  }
}

interface BackendMessage {
  readonly type: string
  readonly body: Uint8Array
}

/** The whole message at the start of the bytes: type, length (itself included), body. */
function firstMessage(bytes: Uint8Array): BackendMessage | undefined {
  if (bytes.length < 9) return undefined
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(1)
  if (length < 8 || length > 8192 || bytes.length < length + 1) return undefined
  return { type: String.fromCharCode(bytes[0]!), body: bytes.subarray(5, length + 1) }
}

function isWholeAnswer(bytes: Uint8Array): boolean {
  return (bytes.length === 1 && (bytes[0] === 0x53 || bytes[0] === 0x4e)) || firstMessage(bytes) !== undefined
}

interface ParsedError {
  readonly error: PostgresqlError
  /** Whether it has field V, the severity in English. */
  readonly hasV: boolean
}

/** Fields are a letter and a NUL-terminated text; a lone NUL ends them (55.8). */
function parseError(body: Uint8Array): ParsedError | undefined {
  if (body.at(-1) !== 0 || body.at(-2) !== 0) return undefined
  const fields = new Map<string, string>()
  for (const field of new TextDecoder().decode(body.subarray(0, 4096)).split('\0', 32)) {
    if (field === '') break
    fields.set(field.charAt(0), field.slice(1))
  }
  const code = fields.get('C')
  const message = cleanValue(fields.get('M'))
  if (code === undefined || !/^[0-9A-Z]{5}$/.test(code) || message === undefined) return undefined
  const line = fields.get('L') ?? ''
  const error = {
    severity: cleanValue(fields.get('V') ?? fields.get('S')) ?? '',
    code,
    message,
    ...present({
      file: cleanValue(fields.get('F')),
      line: /^\d{1,6}$/.test(line) ? Number(line) : undefined,
      routine: cleanValue(fields.get('R')),
    }),
  }
  return { error, hasV: fields.has('V') }
}

// Where in its source PostgreSQL refuses a client before there is a session.
const OWN_FILES =
  /(?:^|\/)(?:postmaster|backend_startup|auth(?:-\w{1,16})?|hba|postinit|miscinit|proc|pqcomm|crypt)\.c$/

function softwareOf({ file = '', message, line }: PostgresqlError): Partial<Match> {
  if (/\.go$/.test(file)) return { product: 'CockroachDB', vendor: 'Cockroach Labs' }
  if (/\bpgbouncer\b|^bad packet header: '[0-9a-f]{1,64}'$/i.test(message))
    return {
      product: 'PgBouncer',
      vendor: 'PgBouncer',
      cpe: [cpe({ part: 'a', vendor: 'pgbouncer', product: 'pgbouncer' })],
    }
  if (/\bpgpool\b/i.test(message) || /^pool_\w{1,40}\.c$/.test(file))
    return {
      product: 'Pgpool-II',
      vendor: 'Pgpool',
      cpe: [cpe({ part: 'a', vendor: 'pgpool', product: 'pgpool-ii' })],
    }
  if (/^odyssey: /.test(message)) return { product: 'Odyssey', vendor: 'Yandex' }
  if (!OWN_FILES.test(file) || line === undefined) return {}
  return {
    product: 'PostgreSQL',
    vendor: 'PostgreSQL',
    cpe: [cpe({ part: 'a', vendor: 'postgresql', product: 'postgresql' })],
  }
}

/**
 * What versions the answer to an unknown protocol version leaves open. Field V came with 9.6; version 2 of the
 * protocol went with 14; the check moved from postmaster.c to backend_startup.c in 17; protocol 3.2 came with 18.
 */
function versionsOf({ error, hasV }: ParsedError): Pick<PostgresqlDetails, 'versions'> {
  const range = /server supports (?<low>\d)\.\d to (?<high>\d\.\d)$/.exec(error.message)?.groups
  if (!range) return {}
  if (range['high'] !== '3.0') return { versions: { from: '18' } }
  if (error.file === 'backend_startup.c') return { versions: { from: '17', to: '17' } }
  if (range['low'] === '3') return { versions: { from: '14', to: '16' } }
  return { versions: hasV ? { from: '9.6', to: '13' } : { from: '7.4', to: '9.5' } }
}

const KINDS: Readonly<Record<number, PostgresqlAuth>> = {
  0: 'none',
  3: 'password',
  5: 'md5',
  7: 'gss',
  9: 'sspi',
  10: 'sasl',
}

function parseAuth(body: Uint8Array): Pick<PostgresqlDetails, 'auth' | 'mechanisms'> | undefined {
  const kind = new DataView(body.buffer, body.byteOffset, body.byteLength).getUint32(0)
  if (kind > 12) return undefined
  const auth = KINDS[kind] ?? 'other'
  if (auth !== 'sasl') return { auth }
  const mechanisms = latin1(body, 4, 512)
    .split('\0', 16)
    .flatMap((name) => cleanValue(name) ?? [])
  return { auth, mechanisms }
}

/** StartupMessage (55.7): its length, a version, names and values. */
function startup(major: number, minor: number, parameters: readonly string[]): Uint8Array {
  const text = parameters.map((word) => `${word}\0`).join('')
  const body = Buffer.from(`${text}\0`)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + body.length)
  head.writeUInt16BE(major, 4)
  head.writeUInt16BE(minor, 6)
  return Buffer.concat([head, body])
}

// A version that no server knows: the refusal names the ones that it does.
const unknownVersion: DetailStep = {
  send: startup(255, 255, ['user', 'portscan']),
  enough: (bytes) => firstMessage(bytes) !== undefined,
  merge: (match, answer, context) => {
    const found = errorResponse(answer, context)
    if (!found) return match
    const { versions } = found.details as PostgresqlDetails
    return {
      ...match,
      ...found,
      ...(versions && { info: wording(versions) }),
      details: { ...match.details, ...found.details },
    }
  },
}

// An invented user: the answer says how it would have to authenticate, which it does not.
const inventedUser: DetailStep = {
  send: startup(3, 0, ['user', 'portscan', 'database', 'portscan']),
  fresh: true,
  enough: (bytes) => firstMessage(bytes) !== undefined,
  merge: (match, answer) => {
    const message = firstMessage(answer)
    if (message?.type === 'R') return { ...match, details: { ...match.details, ...parseAuth(message.body) } }
    const found = message?.type === 'E' ? parseError(message.body) : undefined
    if (!found) return match
    const { error } = found
    return {
      ...(match.product === undefined && softwareOf(error)),
      ...match,
      details: { ...match.details, auth: 'refused', error },
    }
  },
}

function wording({ from, to }: { from?: string; to?: string }): string {
  if (to === undefined) return `PostgreSQL ${from} or later`
  return from === to ? `PostgreSQL ${from}` : `PostgreSQL ${from} to ${to}`
}

/**
 * PostgreSQL's frontend/backend protocol 3, chapter 55 of its documentation.
 *
 * Asks: SSLRequest; a startup of protocol 255.255; a startup for an invented user.
 * Known by: `S` or `N` to the SSLRequest; an ErrorResponse whose length fits.
 * Version: the place in the source that an error names; no exact version without a login, `versions` is the range
 * left open.
 */
export const postgresql: ServiceProbe = {
  name: 'postgresql',
  ports: [5432, 5433],
  rarity: 3,
  alpn: ['postgresql'],
  hello: () => SSL_REQUEST,
  enough: isWholeAnswer,
  matchers: [sslAnswer, errorResponse, authentication],
  reacts: { http: 'close', tls: 'close' },
  // After "S" the connection waits for TLS, after an error it is closed.
  detail: (match, step) =>
    step === 0
      ? { ...unknownVersion, fresh: match.details?.['starttls'] !== false }
      : step === 1
        ? inventedUser
        : undefined,
  startTls: {
    offered: (match) => match.details?.['starttls'] === true,
    fresh: true,
    send: SSL_REQUEST,
    accepted: (answer) => answer[0] === 0x53,
  },
  goodbye: TERMINATE,
}
