import { cleanValue, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { DetailStep, Match } from '../service-probe.ts'
import { variableInteger } from './mqtt-integer.ts'

const [PUBLISH, SUBSCRIBE, SUBACK] = [0x30, 0x82, 0x90]
const REFUSED = 0x80
/** Where Mosquitto and its like, and EMQX, tell their version to every client that may read. */
const TOPICS = ['$SYS/broker/version', '$SYS/brokers/+/version']
/** Packets of an answer that are looked at. */
const MOST_PACKETS = 8

interface Software {
  readonly on: RegExp
  readonly product: string
  readonly vendor: string
  readonly cpe: string
}

const PROGRAMS: readonly Software[] = [
  { on: /^mosquitto version /, product: 'Eclipse Mosquitto', vendor: 'Eclipse', cpe: 'mosquitto' },
  { on: /^emqx/i, product: 'EMQX', vendor: 'EMQ', cpe: 'emqx' },
]

/** One SUBSCRIBE (3.1.1, section 3.8) with both topics, at most once each. */
function subscribe(): Uint8Array {
  const filters = TOPICS.flatMap((topic) => [0, topic.length, ...Buffer.from(topic), 0])
  return Buffer.from([SUBSCRIBE, 2 + filters.length, 0, 1, ...filters])
}

interface Packet {
  readonly type: number
  readonly body: Uint8Array
}

function* packetsOf(bytes: Uint8Array): Generator<Packet> {
  let at = 0
  for (let count = 0; count < MOST_PACKETS; count++) {
    const [length, start] = variableInteger(bytes, at + 1)
    if (length === undefined || bytes.length < start + length) return
    yield { type: bytes[at]!, body: bytes.subarray(start, start + length) }
    at = start + length
  }
}

/** The topic and the text of a message without acknowledgement; the retain bit may be set. */
function messageOf({ type, body }: Packet): { topic: string; text: string } | undefined {
  if ((type & 0xfe) !== PUBLISH || body.length < 2) return undefined
  const length = body[0]! * 256 + body[1]!
  if (length + 2 > body.length) return undefined
  return { topic: latin1(body, 2, 2 + length), text: latin1(body, 2 + length, 2 + length + 128) }
}

/** Whole with the version, or with the word that neither topic may be read. */
function isWhole(bytes: Uint8Array): boolean {
  for (const packet of packetsOf(bytes)) {
    if (messageOf(packet) !== undefined) return true
    const codes = packet.body.subarray(2)
    if (packet.type === SUBACK && codes.length > 0 && codes.every((code) => code >= REFUSED)) return true
  }
  return false
}

function softwareOf(answer: Uint8Array): Partial<Match> {
  for (const packet of packetsOf(answer)) {
    const { topic, text } = messageOf(packet) ?? {}
    const version = /\d{1,4}(?:\.\d{1,6}){1,3}/.exec(text ?? '')?.[0]
    const told = topic?.startsWith('$SYS/brokers/') === true ? 'emqx' : (text ?? '')
    const program = PROGRAMS.find(({ on }) => on.test(told))
    if (version === undefined) continue
    if (program === undefined) return { version, info: cleanValue(text)! }
    const { product, vendor, cpe: name } = program
    return {
      product,
      vendor,
      version,
      cpe: [cpe({ part: 'a', vendor: vendor.toLowerCase(), product: name, version })],
    }
  }
  return {}
}

/** Reads what the broker says of itself under `$SYS`, on a connection that was welcome without a name. */
export const brokerVersion: DetailStep = {
  send: subscribe(),
  enough: isWhole,
  merge: (match, answer) => ({ ...match, ...softwareOf(answer) }),
}
