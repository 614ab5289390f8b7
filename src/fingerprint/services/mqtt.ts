import { cookie } from '../echo.ts'
import { cpe } from '../products/cpe.ts'
import type { DetailStep, HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'
import { brokerVersion } from './mqtt-broker-version.ts'
import { variableInteger } from './mqtt-integer.ts'
import { parseProperties, type MqttProperties } from './mqtt-properties.ts'

/** `details` of a service named `mqtt`. */
export interface MqttDetails {
  /** The version of the answer: it may know others as well. */
  readonly protocol: '3.1.1' | '5.0'
  /** What it said to a client without name and password: 0 is "accepted". */
  readonly code: number
  /** Whether it takes nobody without a password; absent where something else was wrong. */
  readonly authRequired?: boolean
  /** Whether it knows MQTT 5.0, where it was asked. */
  readonly version5?: boolean
  /** What a broker of version 5.0 says of itself, under the names of the specification. */
  readonly properties?: MqttProperties
}

const CONNACK = 0x20
const [LEVEL_311, LEVEL_5] = [4, 5]
// 3.1.1: bad name or password, not authorised. 5.0: the same, and a bad method.
const REFUSED: ReadonlySet<number> = new Set([4, 5, 0x86, 0x87, 0x8c])
// MQTT 5.0, table 3-1.
const REASONS: ReadonlySet<number> = new Set([
  0, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8c, 0x90, 0x95, 0x97, 0x99, 0x9a,
  0x9b, 0x9c, 0x9d, 0x9f,
])

/** A clean session of a client that nobody has heard of, alive for ten seconds. */
function connect(level: number, { random }: Pick<HelloContext, 'random'>): Uint8Array {
  const id = `portscan${cookie(random, 4).toString('hex')}`
  const properties = level === LEVEL_5 ? [0] : []
  const body = [
    0,
    4,
    ...Buffer.from('MQTT'),
    level,
    2,
    0,
    10,
    ...properties,
    0,
    id.length,
    ...Buffer.from(id),
  ]
  return Buffer.from([0x10, body.length, ...body])
}

const connack: Matcher = (answer, { probe }) => {
  // It answers nothing but a CONNECT.
  if ((probe !== undefined && probe !== 'mqtt') || answer[0] !== CONNACK) return undefined
  const details = parseShort(answer) ?? parseLong(answer)
  if (details === undefined) return undefined
  return {
    name: 'mqtt',
    details: { ...details },
    confidence: 'structured',
    evidence: `CONNACK of MQTT ${details.protocol}, code ${details.code}`,
  }
}

/** 3.1.1, section 3.2: two bytes, of which the first tells of a session that we do not have. */
function parseShort(answer: Uint8Array): MqttDetails | undefined {
  const [, length, session, code] = answer
  if (answer.length !== 4 || length !== 2 || session !== 0 || code! > 5) return undefined
  return { protocol: '3.1.1', code: code!, ...needsLogin(code!) }
}

/** 5.0, section 3.2: a length, flags, a reason, and properties behind their length. */
function parseLong(answer: Uint8Array): MqttDetails | undefined {
  const [length, start] = variableInteger(answer, 1)
  if (length === undefined || length < 3 || answer.length !== start + length || answer[start] !== 0)
    return undefined
  const code = answer[start + 1]!
  const [size, from] = variableInteger(answer, start + 2)
  if (!REASONS.has(code) || size === undefined || from + size !== answer.length) return undefined
  const properties = parseProperties(answer.subarray(from))
  return properties && { protocol: '5.0', code, ...needsLogin(code), version5: true, properties }
}

function needsLogin(code: number): Pick<MqttDetails, 'authRequired'> {
  if (code === 0) return { authRequired: false }
  return REFUSED.has(code) ? { authRequired: true } : {}
}

function isWhole(bytes: Uint8Array): boolean {
  const [length, start] = variableInteger(bytes, 1)
  return length !== undefined && bytes.length >= start + length
}

const version5 = (context: HelloContext): DetailStep => ({
  send: connect(LEVEL_5, context),
  fresh: true,
  enough: isWhole,
  merge: (match, answer) => {
    const details = answer[0] === CONNACK ? parseLong(answer) : undefined
    const { properties } = details ?? {}
    return {
      ...match,
      ...(properties && match.product === undefined && softwareOf(properties)),
      details: { ...match.details, version5: details?.code === 0, ...(properties && { properties }) },
    }
  },
})

const MOSQUITTO = cpe({ part: 'a', vendor: 'eclipse', product: 'mosquitto' })

/** What Mosquitto says unless it was told otherwise: no other broker is known to have these two limits alone. */
function softwareOf(properties: MqttProperties): Partial<Match> {
  const isMosquitto =
    Object.keys(properties).length === 2 &&
    properties['topicAliasMaximum'] === 10 &&
    properties['receiveMaximum'] === 20
  return isMosquitto ? { product: 'Eclipse Mosquitto', vendor: 'Eclipse', cpe: [MOSQUITTO] } : {}
}

/**
 * MQTT 3.1.1 and 5.0 (OASIS), sections 3.1 and 3.2.
 *
 * Asks: CONNECT of 3.1.1 with an invented client id; where that is welcome, for the version under `$SYS`, and CONNECT of
 * 5.0; then DISCONNECT.
 * Known by: a CONNACK of the right length.
 * Version: `$SYS/broker/version`, `$SYS/brokers/+/version`; Mosquitto also by its default limits.
 */
export const mqtt: ServiceProbe = {
  name: 'mqtt',
  ports: [1883],
  tlsPorts: [8883],
  rarity: 2,
  alpn: ['mqtt'],
  hello: (context) => connect(LEVEL_311, context),
  enough: isWhole,
  matchers: [connack],
  reacts: { http: 'reset', tls: 'reset' },
  detail: (match, step, context) => {
    if (match.details?.['code'] !== 0 || match.details['protocol'] !== '3.1.1') return undefined
    return step === 0 ? brokerVersion : step === 1 ? version5(context) : undefined
  },
  goodbye: Buffer.from([0xe0, 0]),
}
