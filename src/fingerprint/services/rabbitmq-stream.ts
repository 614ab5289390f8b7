import { cookie, sameBytes, viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `rabbitmq-stream`. */
export interface RabbitmqStreamDetails {
  readonly cluster?: string
  /** What it runs on: `'Erlang/OTP 25.2.3'`. */
  readonly platform?: string
}

const [PEER_PROPERTIES, VERSION, RESPONSE, OK] = [0x11, 1, 0x8000, 1]
/** Size, key, version, correlation id, code of the response, number of properties. */
const HEADER = 18
const MOST = 32

/** PeerProperties with none of ours: size, key, version, correlation id, number of properties. */
function hello({ random }: HelloContext): Uint8Array {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(12)
  head.writeUInt16BE(PEER_PROPERTIES, 4)
  head.writeUInt16BE(VERSION, 6)
  return Buffer.concat([head, cookie(random, 4), Buffer.alloc(4)])
}

const peerProperties: Matcher = (answer, { sent }) => {
  if (answer.length < HEADER || sent === undefined || !sameBytes(answer, 8, sent, 8, 4)) return undefined
  const view = viewOf(answer)
  const isAnswer = view.getUint16(4) === (RESPONSE | PEER_PROPERTIES) && view.getUint16(6) === VERSION
  if (view.getUint32(0) !== answer.length - 4 || !isAnswer || view.getUint16(12) !== OK) return undefined
  const properties = parseProperties(answer)
  if (!properties) return undefined
  const version = properties.get('version')
  return {
    name: 'rabbitmq-stream',
    ...(properties.get('product') === 'RabbitMQ' && {
      product: 'RabbitMQ',
      vendor: 'VMware',
      ...present({ version }),
      cpe: [cpe({ part: 'a', vendor: 'vmware', product: 'rabbitmq', version })],
    }),
    details: present({
      cluster: properties.get('cluster_name'),
      platform: properties.get('platform'),
    }) satisfies RabbitmqStreamDetails,
    confidence: 'verified',
    evidence: 'properties under our correlation id, their lengths fit',
  }
}

/** Names and values, each behind its length, that fill the rest. */
function parseProperties(answer: Uint8Array): ReadonlyMap<string, string | undefined> | undefined {
  const found = new Map<string, string | undefined>()
  const count = viewOf(answer).getUint32(14)
  let at = HEADER
  const next = (): string | undefined => {
    if (at + 2 > answer.length) return undefined
    const end = at + 2 + viewOf(answer).getUint16(at)
    const text = end > answer.length ? undefined : latin1(answer, at + 2, end)
    at = end
    return text
  }
  if (count > MOST) return undefined
  for (let left = count; left > 0; left--) {
    const [name, value] = [next(), next()]
    if (name === undefined || value === undefined) return undefined
    found.set(name, cleanValue(value))
  }
  return at === answer.length ? found : undefined
}

/**
 * The protocol of RabbitMQ's streams, its PROTOCOL document.
 *
 * Asks: PeerProperties, which every client says before it logs in.
 * Known by: properties under our correlation id that fill the frame.
 * Version: the property `version`.
 */
export const rabbitmqStream: ServiceProbe = {
  name: 'rabbitmq-stream',
  ports: [5552],
  tlsPorts: [5551],
  rarity: 8,
  hello,
  enough: (bytes) => bytes.length >= 4 && bytes.length >= 4 + viewOf(bytes).getUint32(0),
  matchers: [peerProperties],
}
