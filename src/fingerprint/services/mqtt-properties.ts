import { viewOf } from '../echo.ts'
import { cleanValue, latin1 } from '../field.ts'

/** What a broker says of itself in a CONNACK of version 5. */
export type MqttProperties = Readonly<Record<string, string | number | boolean>>

type Kind = 'byte' | 'flag' | 'short' | 'long' | 'text' | 'pair' | 'bytes'

// MQTT 5.0, section 3.2.2.3: the properties that a CONNACK may have.
const KINDS: ReadonlyMap<number, readonly [name: string, kind: Kind]> = new Map([
  [0x11, ['sessionExpiryInterval', 'long']],
  [0x12, ['assignedClientId', 'text']],
  [0x13, ['serverKeepAlive', 'short']],
  [0x15, ['authenticationMethod', 'text']],
  [0x16, ['authenticationData', 'bytes']],
  [0x1a, ['responseInformation', 'text']],
  [0x1c, ['serverReference', 'text']],
  [0x1f, ['reason', 'text']],
  [0x21, ['receiveMaximum', 'short']],
  [0x22, ['topicAliasMaximum', 'short']],
  [0x24, ['maximumQos', 'byte']],
  [0x25, ['retainAvailable', 'flag']],
  [0x26, ['user', 'pair']],
  [0x27, ['maximumPacketSize', 'long']],
  [0x28, ['wildcardSubscriptions', 'flag']],
  [0x29, ['subscriptionIds', 'flag']],
  [0x2a, ['sharedSubscriptions', 'flag']],
])
const MOST = 64

/**
 * Properties as they stand after their length, to the end of the bytes. `undefined` where one is unknown, not whole
 * or too much: then it is no CONNACK.
 */
export function parseProperties(bytes: Uint8Array): MqttProperties | undefined {
  const found: Record<string, string | number | boolean> = {}
  let at = 0
  for (let count = 0; at < bytes.length; count++) {
    const [name, kind] = KINDS.get(bytes[at]!) ?? []
    const size = kind && sizeOf(kind, bytes, at + 1)
    if (!name || !kind || size === undefined || count >= MOST || at + 1 + size > bytes.length)
      return undefined
    const value = valueOf(kind, bytes.subarray(at + 1, at + 1 + size))
    if (value !== undefined) found[name] = value
    at += 1 + size
  }
  return found
}

function sizeOf(kind: Kind, bytes: Uint8Array, at: number): number | undefined {
  if (kind === 'byte' || kind === 'flag') return 1
  if (kind === 'short') return 2
  if (kind === 'long') return 4
  const first = prefixed(bytes, at)
  if (kind !== 'pair' || first === undefined) return first
  const second = prefixed(bytes, at + first)
  return second === undefined ? undefined : first + second
}

/** How many bytes a text takes, its two bytes of length included. */
function prefixed(bytes: Uint8Array, at: number): number | undefined {
  return at + 2 > bytes.length ? undefined : 2 + viewOf(bytes).getUint16(at)
}

function valueOf(kind: Kind, bytes: Uint8Array): string | number | boolean | undefined {
  if (kind === 'byte') return bytes[0]
  if (kind === 'flag') return bytes[0] !== 0
  if (kind === 'short') return viewOf(bytes).getUint16(0)
  if (kind === 'long') return viewOf(bytes).getUint32(0)
  return kind === 'text' ? cleanValue(latin1(bytes, 2, 258)) : undefined
}
