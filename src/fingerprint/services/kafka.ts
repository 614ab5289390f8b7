import { cookie, sameBytes, viewOf } from '../echo.ts'
import { cpe } from '../products/cpe.ts'
import type { HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'
import { kafkaVersions, type KafkaApi, type KafkaVersions } from './kafka-versions.ts'

/** `details` of a service named `kafka`. */
export interface KafkaDetails {
  /** The APIs that it knows; none where it refused to tell. */
  readonly apis: readonly KafkaApi[]
  /** The error of the answer, 0 for none. */
  readonly error: number
  /** Releases of Apache Kafka that these APIs leave open. */
  readonly versions?: KafkaVersions
}

const API_VERSIONS = 18
const CLIENT = Buffer.from('portscan')
/** Size, correlation id, error, number of APIs. */
const HEAD = 14
const API = 6
const MOST_APIS = 256
// Unknown, not this version, not without a login.
const ERRORS: ReadonlySet<number> = new Set([0, 35, 34, 58, 0xffff])

/** ApiVersions of version 0: size, API, version, correlation id, name of the client. */
function request({ random }: Pick<HelloContext, 'random'>): Uint8Array {
  const head = Buffer.alloc(14)
  head.writeInt32BE(10 + CLIENT.length)
  head.writeInt16BE(API_VERSIONS, 4)
  cookie(random, 4).copy(head, 8)
  head.writeInt16BE(CLIENT.length, 12)
  return Buffer.concat([head, CLIENT])
}

const apiVersions: Matcher = (answer, { probe, sent }) => {
  if ((probe !== undefined && probe !== 'kafka') || answer.length < HEAD) return undefined
  const view = viewOf(answer)
  const [error, count] = [view.getUint16(8), view.getUint32(10)]
  const fits =
    count <= MOST_APIS && answer.length === HEAD + count * API && view.getUint32(0) === answer.length - 4
  const echoed = sent !== undefined && sameBytes(answer, 4, sent, 8, 4)
  if (!fits || !ERRORS.has(error) || (sent !== undefined && !echoed)) return undefined
  const apis = parseApis(view, count)
  // Every broker that knows the question lists it; without our id, nothing less will do.
  const listed = apis?.some(({ key }) => key === API_VERSIONS) === true
  if (!apis || !(listed || (echoed && error !== 0))) return undefined
  return {
    name: 'kafka',
    ...describe(apis, error),
    confidence: echoed ? 'verified' : 'structured',
    evidence: `ApiVersions of ${count} APIs, ${echoed ? 'our correlation id' : 'its length fits'}`,
  }
}

function parseApis(view: DataView, count: number): KafkaApi[] | undefined {
  const apis: KafkaApi[] = []
  for (let at = HEAD; at < HEAD + count * API; at += API) {
    const api = { key: view.getInt16(at), min: view.getInt16(at + 2), max: view.getInt16(at + 4) }
    if (api.key < 0 || api.min < 0 || api.max < api.min) return undefined
    apis.push(api)
  }
  return apis
}

function describe(apis: readonly KafkaApi[], error: number): Partial<Match> {
  const versions = kafkaVersions(apis)
  const details: KafkaDetails = { apis, error, ...(versions && { versions }) }
  if (!versions) return { details: { ...details } }
  const { from, to } = versions
  return {
    product: 'Apache Kafka',
    vendor: 'Apache',
    info: from === to ? `Kafka ${from}` : `Kafka ${from} to ${to}`,
    cpe: [cpe({ part: 'a', vendor: 'apache', product: 'kafka' })],
    details: { ...details },
  }
}

/**
 * Apache Kafka's protocol guide, ApiVersions.
 *
 * Asks: ApiVersions of version 0.
 * Known by: our correlation id and a list of APIs whose length fits.
 * Version: no exact one; `versions` is the range that the versions of its APIs leave open.
 */
export const kafka: ServiceProbe = {
  name: 'kafka',
  ports: [9092],
  tlsPorts: [9093],
  rarity: 4,
  hello: request,
  enough: (bytes) => bytes.length >= HEAD && bytes.length >= 4 + viewOf(bytes).getUint32(0),
  matchers: [apiVersions],
  // What they say gives a size that is too large.
  reacts: { http: 'close', tls: 'close' },
}
