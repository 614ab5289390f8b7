import { viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { trimVersion } from '../products/split-version.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `openwire`. */
export interface OpenwireDetails {
  /** Version of OpenWire: 12. */
  readonly protocol: number
  /** What it runs on, where it tells. */
  readonly platform?: string
  /** Other properties: `MaxFrameSize` (absent: without a limit), `TcpNoDelayEnabled`. */
  readonly properties?: Readonly<Record<string, string | number | boolean>>
}

type Value = string | number | boolean

/** Length, type, magic, version, a flag and the length of the map. */
const HEADER = 22
const WIRE_FORMAT_INFO = 1
const MOST_PROPERTIES = 48
// How long values of a fixed length are, by their type: none, flag, byte, char, short, int, long, double, float.
const SIZES = [0, 1, 1, 2, 2, 4, 8, 8, 4] as const
const [BOOLEAN, INT, LONG, STRING] = [1, 5, 6, 9]

const wireFormatInfo: Matcher = (answer) => {
  if (!isWhole(answer) || latin1(answer, 5, 13) !== 'ActiveMQ') return undefined
  const view = viewOf(answer)
  const end = 4 + view.getUint32(0)
  const protocol = view.getUint32(13)
  const size = view.getUint32(18)
  if (protocol > 99 || HEADER + size !== end) return undefined
  const properties = parseMap(answer.subarray(HEADER, end))
  if (!properties) return undefined
  const version = trimVersion(text(properties.get('ProviderVersion')))
  const isActiveMq = text(properties.get('ProviderName')) === 'ActiveMQ' || !properties.has('ProviderName')
  return {
    name: 'openwire',
    ...(isActiveMq && { product: 'Apache ActiveMQ', vendor: 'Apache' }),
    ...present({ version }),
    ...(isActiveMq && { cpe: [cpe({ part: 'a', vendor: 'apache', product: 'activemq', version })] }),
    details: { protocol, ...detailsOf(properties) } satisfies OpenwireDetails,
    confidence: 'verified',
    evidence: 'WireFormatInfo, its lengths fit',
  }
}

function isWhole(bytes: Uint8Array): boolean {
  if (bytes.length < HEADER || bytes[4] !== WIRE_FORMAT_INFO || bytes[17] !== 1) return false
  return bytes.length >= 4 + viewOf(bytes).getUint32(0)
}

/** A map (OpenWire, primitive map): how many, then name, type and value of each. */
function parseMap(bytes: Uint8Array): ReadonlyMap<string, Value> | undefined {
  const found = new Map<string, Value>()
  if (bytes.length < 4) return undefined
  const view = viewOf(bytes)
  let at = 4
  for (let left = view.getUint32(0); left > 0; left--) {
    if (at + 2 > bytes.length || found.size >= MOST_PROPERTIES) return undefined
    const typeAt = at + 2 + view.getUint16(at)
    const size = sizeOf(bytes, typeAt)
    if (size === undefined || typeAt + 1 + size > bytes.length) return undefined
    const name = cleanValue(latin1(bytes, at + 2, typeAt))
    const value = valueOf(bytes[typeAt]!, bytes.subarray(typeAt + 1, typeAt + 1 + size))
    if (name !== undefined && value !== undefined) found.set(name, value)
    at = typeAt + 1 + size
  }
  return at === bytes.length ? found : undefined
}

function sizeOf(bytes: Uint8Array, typeAt: number): number | undefined {
  const type = bytes[typeAt]
  if (type === undefined) return undefined
  if (type !== STRING) return SIZES[type]
  return typeAt + 3 > bytes.length ? undefined : 2 + viewOf(bytes).getUint16(typeAt + 1)
}

function valueOf(type: number, bytes: Uint8Array): Value | undefined {
  if (type === BOOLEAN) return bytes[0] !== 0
  if (type === INT) return viewOf(bytes).getInt32(0)
  if (type === LONG) return exact(viewOf(bytes).getBigInt64(0))
  return type === STRING ? cleanValue(latin1(bytes, 2, 514)) : undefined
}

/** The largest number there is stands for "no limit": no number of ours is so large. */
function exact(value: bigint): number | undefined {
  return Number.isSafeInteger(Number(value)) ? Number(value) : undefined
}

function detailsOf(properties: ReadonlyMap<string, Value>): Partial<OpenwireDetails> {
  const others = [...properties].filter(([name]) => !/^(?:Provider|Platform)/.test(name))
  return {
    ...present({ platform: text(properties.get('PlatformDetails')) }),
    ...(others.length > 0 && { properties: Object.fromEntries(others) }),
  }
}

function text(value: Value | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/**
 * ActiveMQ's OpenWire, its WireFormatInfo.
 *
 * Asks: nothing.
 * Known by: a WireFormatInfo with its magic word, whose lengths fit.
 * Version: from the property `ProviderVersion`.
 */
export const openwire: ServiceProbe = {
  name: 'openwire',
  ports: [61_616],
  tlsPorts: [61_617],
  rarity: 6,
  serverFirst: true,
  enough: isWhole,
  matchers: [wireFormatInfo],
}
