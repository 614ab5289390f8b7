import { viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { DetailStep, Match, Matcher, ServiceProbe } from '../service-probe.ts'
import { mechanismsFrame } from './amqp-mechanisms.ts'
import { framesOf, isAnswered, OPEN_AND_CLOSE, openOf } from './amqp-open.ts'
import { longBytes, parseTable, type AmqpTable } from './amqp-table.ts'

/** `details` of a service named `amqp`. */
export interface AmqpDetails {
  /** The version that it answered with or asks for: `'0-9-1'`, `'1.0'`. */
  readonly protocol: string
  /** SASL mechanisms. */
  readonly mechanisms?: readonly string[]
  readonly locales?: readonly string[]
  /** What it runs on: `'Erlang/OTP 25.2.3'`. */
  readonly platform?: string
  readonly cluster?: string
  /** What it calls itself where a connection of 1.0 is opened. */
  readonly container?: string
  /** Extensions that it offers (0-9-1). */
  readonly capabilities?: readonly string[]
}

const HELLO = Buffer.from('AMQP\x00\x00\x09\x01', 'latin1')
const SASL_HEADER = Buffer.from('AMQP\x03\x01\x00\x00', 'latin1')

// The four bytes after "AMQP" (0-9-1: 4.2.2; 1.0: 2.2, 5.2.1, 5.3.1).
const HEADERS: Readonly<Record<string, string>> = {
  '0.0.9.1': '0-9-1',
  '1.1.0.9': '0-9',
  '1.1.9.1': '0-9-1',
  '1.1.8.0': '0-8',
  '1.1.0.10': '0-10',
  '0.1.0.0': '1.0',
  '2.1.0.0': '1.0',
  '3.1.0.0': '1.0',
}

/** A server that does not like what it heard says which version it would like, and closes. */
const header: Matcher = (answer, { sent }) => {
  if (answer.length < 8 || latin1(answer, 0, 4) !== 'AMQP') return undefined
  const numbers = answer.subarray(4, 8).join('.')
  // Whoever sends our own words back is an echo.
  const isEcho = sent !== undefined && Buffer.from(sent).equals(answer)
  // Some say why at once, in frames of 1.0.
  const whole = answer.length === 8 || framesOf(answer).length > 0
  if (isEcho || !whole || !Object.hasOwn(HEADERS, numbers)) return undefined
  return {
    name: 'amqp',
    details: { protocol: HEADERS[numbers]! } satisfies AmqpDetails,
    confidence: 'structured',
    evidence: `protocol header AMQP ${numbers}`,
  }
}

/** Connection.Start (0-9-1, 1.4.2.1): class 10, method 10, versions, a table, mechanisms, locales. */
const start: Matcher = (answer) => {
  const body = frameBody(answer)
  if (body === undefined || body.length < 10 || viewOf(body).getUint32(0) !== 0x000a_000a) return undefined
  const properties = longBytes(body, 6)
  const mechanisms = properties && longBytes(body, 10 + properties.length)
  const locales = mechanisms && longBytes(body, 14 + properties.length + mechanisms.length)
  const table = locales && parseTable(properties)
  if (!table) return undefined
  return {
    name: 'amqp',
    ...softwareOf(table),
    details: {
      protocol: versionName(body[4]!, body[5]!),
      mechanisms: words(mechanisms),
      locales: words(locales),
      ...propertiesOf(table),
    } satisfies AmqpDetails,
    confidence: 'verified',
    evidence: 'Connection.Start, its lengths fit',
  }
}

/** A method frame of channel 0: type, channel, length, so many bytes, and CE. */
function frameBody(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes[0] !== 1 || bytes[1] !== 0 || bytes[2] !== 0) return undefined
  const body = longBytes(bytes, 3)
  return body && bytes[7 + body.length] === 0xce ? body : undefined
}

/** 0-9-1 still calls itself 0-9 here. */
function versionName(major: number, minor: number): string {
  return major === 0 && minor === 9 ? '0-9-1' : `${major}-${minor}`
}

function words(bytes: Uint8Array): string[] {
  return latin1(bytes, 0, 512)
    .split(' ', 32)
    .flatMap((word) => cleanValue(word) ?? [])
}

function text(table: AmqpTable, key: string): string | undefined {
  const value = table.get(key)
  return typeof value === 'string' ? cleanValue(value) : undefined
}

function propertiesOf(table: AmqpTable): Partial<AmqpDetails> {
  const capabilities = table.get('capabilities')
  return present({
    platform: text(table, 'platform'),
    cluster: text(table, 'cluster_name'),
    capabilities:
      capabilities instanceof Map
        ? [...(capabilities as AmqpTable)].flatMap(([name, on]) =>
            on === true ? (cleanValue(name) ?? []) : [],
          )
        : undefined,
  })
}

function softwareOf(table: AmqpTable): Partial<Match> {
  return productOf(text(table, 'product'), text(table, 'version'))
}

// By the product as it names itself.
const PRODUCTS: readonly (readonly [on: RegExp, product: string, vendor: string, cpe: string])[] = [
  [/^RabbitMQ\b/i, 'RabbitMQ', 'VMware', 'vmware:rabbitmq'],
  [/^apache-activemq-artemis\b/i, 'Apache ActiveMQ Artemis', 'Apache', 'apache:activemq_artemis'],
  [/^ActiveMQ\b/i, 'Apache ActiveMQ', 'Apache', 'apache:activemq'],
]

function productOf(name: string | undefined, version: string | undefined): Partial<Match> {
  const row = PRODUCTS.find(([on]) => on.test(name ?? ''))
  if (row === undefined) return present({ product: name, version })
  const [, product, vendor, names] = row
  const [maker = '', software = ''] = names.split(':')
  return {
    product,
    vendor,
    ...present({ version }),
    cpe: [cpe({ part: 'a', vendor: maker, product: software, version })],
  }
}

const askMechanisms: DetailStep = {
  send: SASL_HEADER,
  fresh: true,
  enough: (bytes) => bytes.length > 8 && mechanismsFrame(bytes.subarray(8)) !== undefined,
  merge: (match, answer) => {
    const mechanisms =
      latin1(answer, 0, 8) === latin1(SASL_HEADER) ? mechanismsFrame(answer.subarray(8)) : undefined
    return mechanisms ? { ...match, details: { ...match.details, mechanisms } } : match
  },
}

/** Who offers to open a connection to those without a name, and says who it is when one is opened. */
const openNameless: DetailStep = {
  send: OPEN_AND_CLOSE,
  fresh: true,
  enough: isAnswered,
  merge: (match, answer) => {
    const { container, platform, ...software } = openOf(answer) ?? {}
    return {
      ...match,
      ...productOf(software.product, software.version),
      details: { ...match.details, ...present({ container, platform }) },
    }
  },
}

const isNameless = ({ product, details }: Match): boolean =>
  product === undefined &&
  (details as Partial<AmqpDetails> | undefined)?.mechanisms?.includes('ANONYMOUS') === true

/**
 * AMQP 0-9-1 (sections 1.4.2.1 and 4.2) and AMQP 1.0 (OASIS, 2.2 and 5.3).
 *
 * Asks: the protocol header of 0-9-1; where 1.0 is wanted, the header for SASL, and where ANONYMOUS is among its
 * mechanisms, a connection that is closed again.
 * Known by: Connection.Start whose lengths fit, or a protocol header of another version.
 * Version: from the server properties of 0-9-1, or those of an open connection of 1.0.
 */
export const amqp: ServiceProbe = {
  name: 'amqp',
  ports: [5672],
  tlsPorts: [5671],
  rarity: 3,
  hello: () => HELLO,
  enough: (bytes) => (bytes[0] === 1 ? frameBody(bytes) !== undefined : bytes.length >= 8),
  matchers: [header, start],
  // Artemis; others answer with the header that they would like.
  reacts: { http: 'silence', tls: 'silence' },
  detail: (match, step) => {
    if (match.details?.['protocol'] !== '1.0') return undefined
    if (step === 0 && match.details['mechanisms'] === undefined) return askMechanisms
    return step <= 1 && isNameless(match) ? openNameless : undefined
  },
}
