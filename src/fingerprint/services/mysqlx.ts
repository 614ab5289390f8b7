import { viewOf } from '../echo.ts'
import { cleanValue, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { protobufFields, type ProtobufField } from '../protobuf.ts'
import type { Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `mysqlx`. */
export interface MysqlxDetails {
  /** Whether it goes over to TLS when asked. */
  readonly starttls?: boolean
  /** How users may authenticate: `'MYSQL41'`, `'SHA256_MEMORY'`, `'PLAIN'` (inside TLS only). */
  readonly mechanisms?: readonly string[]
  /** The error it answered with. */
  readonly error?: string
}

const [OK, ERROR, CAPABILITIES, NOTICE] = [0, 1, 2, 11]
/** Longer messages are none of this part of the protocol. */
const MOST_LENGTH = 8_192
const CAPABILITIES_GET = Buffer.from([1, 0, 0, 0, 1])
const CLOSE = Buffer.from([1, 0, 0, 0, 3])
/** Capability "tls" set to true: capabilities > capability > name, value > scalar, of type 7 (bool). */
const TLS_PLEASE = Buffer.from([
  20, 0, 0, 0, 2, 0x0a, 0x11, 0x0a, 0x0f, 0x0a, 3, 0x74, 0x6c, 0x73, 0x12, 8, 8, 1, 0x12, 4, 8, 7, 0x40, 1,
])

interface Message {
  readonly type: number
  readonly payload: Uint8Array
}

/** The whole messages at the start of the bytes: length (type included), type, payload. */
function messages(bytes: Uint8Array): readonly Message[] {
  const found: Message[] = []
  let at = 0
  while (at + 5 <= bytes.length && found.length < 8) {
    const length = viewOf(bytes).getUint32(at, true)
    if (length < 1 || length > MOST_LENGTH || at + 4 + length > bytes.length) break
    found.push({ type: bytes[at + 4]!, payload: bytes.subarray(at + 5, at + 4 + length) })
    at += 4 + length
  }
  return found
}

const conversation: Matcher = (answer, { probe }) => {
  const all = messages(answer)
  const capabilities = all.find(({ type }) => type === CAPABILITIES)
  const details = capabilities && parseCapabilities(capabilities.payload)
  if (details !== undefined) return found(details, 'verified', 'capabilities, their lengths fit')
  const [first] = all
  if (first !== undefined && isServerHello(first)) return found({}, 'structured', 'notice of a server hello')
  const error = probe === 'mysqlx' && first?.type === ERROR ? parseError(first.payload) : undefined
  return error === undefined
    ? undefined
    : found({ error }, 'structured', 'error in a frame whose length fits')
}

function found(details: MysqlxDetails, confidence: Match['confidence'], evidence: string): Match {
  return {
    name: 'mysqlx',
    product: 'MySQL',
    vendor: 'Oracle',
    cpe: [cpe({ part: 'a', vendor: 'oracle', product: 'mysql' })],
    details: { ...details },
    confidence,
    evidence,
  }
}

/** Notice.Frame of type 5 with an empty payload: what servers since 8.0.19 greet with. */
function isServerHello({ type, payload }: Message): boolean {
  return type === NOTICE && payload.length === 4 && Buffer.from(payload).toString('hex') === '08051a00'
}

function parseCapabilities(payload: Uint8Array): MysqlxDetails | undefined {
  const values = new Map<string, Uint8Array>()
  for (const { number, value } of protobufFields(payload) ?? []) {
    const capability = number === 1 && typeof value === 'object' ? protobufFields(value) : undefined
    const name = capability && textOf(capability, 1)
    const any = capability && messageOf(capability, 2)
    if (name !== undefined && any !== undefined) values.set(name, any)
  }
  const tls = values.get('tls')
  const mechanisms = values.get('authentication.mechanisms')
  if (tls === undefined && mechanisms === undefined) return undefined
  return {
    starttls: tls !== undefined,
    ...(mechanisms !== undefined && { mechanisms: textsOf(mechanisms) }),
  }
}

/** The texts in an array of scalars: Any > array > Any > scalar > string > value. */
function textsOf(any: Uint8Array): string[] {
  const array = protobufFields(messageOf(protobufFields(any), 4) ?? EMPTY) ?? []
  return array.slice(0, 16).flatMap(({ value }) => {
    const scalar = typeof value === 'object' ? messageOf(protobufFields(value), 2) : undefined
    const text = scalar && messageOf(protobufFields(scalar), 9)
    return (text && textOf(protobufFields(text) ?? [], 1)) ?? []
  })
}

const EMPTY = new Uint8Array(0)

function messageOf(fields: readonly ProtobufField[] | undefined, wanted: number): Uint8Array | undefined {
  const value = fields?.find(({ number }) => number === wanted)?.value
  return typeof value === 'object' ? value : undefined
}

function textOf(fields: readonly ProtobufField[], wanted: number): string | undefined {
  const bytes = messageOf(fields, wanted)
  return bytes && cleanValue(latin1(bytes, 0, 256))
}

/** Error: severity, code, message, SQL state (of five characters). */
function parseError(payload: Uint8Array): string | undefined {
  const fields = protobufFields(payload) ?? []
  const state = textOf(fields, 4) ?? ''
  return /^[0-9A-Z]{5}$/.test(state) ? (textOf(fields, 3) ?? state) : undefined
}

function isWhole(bytes: Uint8Array): boolean {
  const all = messages(bytes)
  const foreign = bytes.length >= 5 && viewOf(bytes).getUint32(0, true) > MOST_LENGTH
  return foreign || all.some(({ type }) => type === CAPABILITIES || type === ERROR)
}

/**
 * MySQL X Protocol (MySQL Internals, X Protocol).
 *
 * Asks: CapabilitiesGet; CapabilitiesSet `tls` for the certificate; Close.
 * Known by: a list of capabilities, or the notice of a server hello, whose lengths fit.
 */
export const mysqlx: ServiceProbe = {
  name: 'mysqlx',
  ports: [33_060],
  rarity: 7,
  hello: () => CAPABILITIES_GET,
  enough: isWhole,
  matchers: [conversation],
  startTls: {
    offered: (match) => match.details?.['starttls'] === true,
    send: TLS_PLEASE,
    accepted: (answer) => messages(answer).some(({ type }) => type === OK),
  },
  goodbye: CLOSE,
}
