import { cookie, viewOf } from '../echo.ts'
import { cleanValue, known as present } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'
import { CqlReader, type CqlFields } from './cql-reader.ts'

/** `details` of a service named `cassandra`. */
export interface CassandraDetails {
  /** Version of the frame that it answered with. */
  readonly protocol?: number
  readonly cqlVersions?: readonly string[]
  /** `'4/v4'`, `'5/v5'`. */
  readonly protocolVersions?: readonly string[]
  readonly compression?: readonly string[]
  /** Release of Apache Cassandra that the version of CQL stands for. */
  readonly release?: string
  readonly error?: string
}

const [VERSION, OPTIONS] = [4, 5]
const [ERROR, SUPPORTED] = [0x00, 0x06]
const HEADER = 9
const PROTOCOL_ERROR = 0x0a
const MOST = 16_384
// What CQL each line of releases speaks.
const RELEASES: Readonly<Record<string, string>> = {
  '3.4.4': '3.11',
  '3.4.5': '4.0',
  '3.4.6': '4.1',
  '3.4.7': '5.0',
}

/** OPTIONS of version 4 (CQL native protocol, 2 and 4.1.3), under a stream id of ours that is not negative. */
function options({ random }: HelloContext): Uint8Array {
  const [high, low] = cookie(random, 2)
  return Buffer.from([VERSION, 0, high! & 0x7f, low!, OPTIONS, 0, 0, 0, 0])
}

const response: Matcher = (answer, { probe, sent }) => {
  if ((probe !== undefined && probe !== 'cassandra') || !isWhole(answer)) return undefined
  const protocol = answer[0]! & 0x7f
  const body = answer.subarray(HEADER)
  // An error of the protocol itself may come under stream 0.
  const stream = viewOf(answer).getUint16(2)
  const echoed = sent !== undefined && stream === (((sent[2] ?? 0) << 8) | (sent[3] ?? 0))
  if (viewOf(answer).getUint32(5) !== body.length) return undefined
  const isError = answer[4] === ERROR
  if (sent !== undefined && !echoed && !(isError && stream === 0)) return undefined
  const found = isError ? parseError(body) : parseSupported(body)
  if (!found) return undefined
  return {
    name: 'cassandra',
    ...('fields' in found ? softwareOf(found.fields) : {}),
    details: {
      protocol,
      ...('fields' in found ? detailsOf(found.fields) : found),
    } satisfies CassandraDetails,
    confidence: echoed ? 'verified' : 'structured',
    evidence: `${isError ? 'ERROR' : 'SUPPORTED'} of version ${protocol}, ${echoed ? 'our stream id' : 'its length fits'}`,
  }
}

// An error to what is no version of the protocol: since 4.0 it has no version itself.
const UNKNOWN_VERSION =
  /^Invalid or unsupported protocol version \(\d{1,3}\); (?:the lowest supported version is \d|supported versions are \([\w/, -]{1,128}\))/

const foreign: Matcher = (answer) => {
  if (answer.length < HEADER + 6 || answer.subarray(1, 5).some((byte) => byte !== 0)) return undefined
  if (answer[0] !== 0 && (answer[0]! < 0x83 || answer[0]! > 0x86)) return undefined
  if (viewOf(answer).getUint32(5) !== answer.length - HEADER) return undefined
  const found = parseError(answer.subarray(HEADER))
  const words = found && UNKNOWN_VERSION.exec(found.error)
  if (!words) return undefined
  return {
    name: 'cassandra',
    details: { ...found },
    confidence: 'structured',
    evidence: 'ERROR about the version, its lengths fit',
  }
}

/** A response has the high bit of its version; the versions with this header are 3 to 6. */
function isWhole(bytes: Uint8Array): boolean {
  const isResponse = bytes.length >= HEADER && bytes[0]! >= 0x83 && bytes[0]! <= 0x86
  if (!isResponse || (bytes[4] !== ERROR && bytes[4] !== SUPPORTED)) return false
  const length = viewOf(bytes).getUint32(5)
  return length <= MOST && bytes.length >= HEADER + length
}

/** A map that fills the body, and has what every server tells. */
function parseSupported(body: Uint8Array): { readonly fields: CqlFields } | undefined {
  const reader = new CqlReader(body)
  const fields = reader.multimap()
  return fields && reader.atEnd && fields.has('CQL_VERSION') ? { fields } : undefined
}

/** A code and a message (4.2.1): about the version, which is all that can be wrong with the question. */
function parseError(body: Uint8Array): { readonly error: string } | undefined {
  if (body.length < 6 || viewOf(body).getUint32(0) !== PROTOCOL_ERROR) return undefined
  const reader = new CqlReader(body.subarray(4))
  const error = cleanValue(reader.text())
  return error !== undefined && reader.atEnd && /protocol/i.test(error) ? { error } : undefined
}

function detailsOf(fields: CqlFields): Partial<CassandraDetails> {
  return present({
    cqlVersions: fields.get('CQL_VERSION'),
    protocolVersions: fields.get('PROTOCOL_VERSIONS'),
    compression: fields.get('COMPRESSION'),
    release: isScylla(fields) ? undefined : releaseOf(fields),
  })
}

function releaseOf(fields: CqlFields): string | undefined {
  const cql = fields.get('CQL_VERSION')?.[0] ?? ''
  const isOwn = fields.get('PROTOCOL_VERSIONS')?.some((version) => /^\d\/v\d/.test(version)) === true
  return isOwn && Object.hasOwn(RELEASES, cql) ? RELEASES[cql] : undefined
}

function isScylla(fields: CqlFields): boolean {
  return [...fields.keys()].some((name) => name.startsWith('SCYLLA_'))
}

// Others speak CQL as well, and most of them do not list versions of the protocol.
function softwareOf(fields: CqlFields): Partial<Match> {
  if (isScylla(fields))
    return {
      product: 'ScyllaDB',
      vendor: 'ScyllaDB',
      cpe: [cpe({ part: 'a', vendor: 'scylladb', product: 'scylladb' })],
    }
  if (fields.get('PROTOCOL_VERSIONS')?.some((version) => /dse/.test(version)) === true)
    return { product: 'DataStax Enterprise', vendor: 'DataStax' }
  const release = releaseOf(fields)
  if (release === undefined) return {}
  return {
    product: 'Apache Cassandra',
    vendor: 'Apache',
    info: `Cassandra ${release}`,
    cpe: [cpe({ part: 'a', vendor: 'apache', product: 'cassandra' })],
  }
}

/**
 * The CQL native protocol, versions 3 to 5.
 *
 * Asks: OPTIONS of version 4.
 * Known by: SUPPORTED, or an error about the version, under our stream id.
 * Version: no exact one without a login; `release` is the line that the version of CQL stands for.
 */
export const cassandra: ServiceProbe = {
  name: 'cassandra',
  ports: [9042],
  tlsPorts: [9142],
  rarity: 5,
  hello: options,
  enough: isWhole,
  matchers: [response, foreign],
}
