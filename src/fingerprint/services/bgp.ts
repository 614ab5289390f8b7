import { viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import type { Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `bgp`. */
export interface BgpDetails {
  /** The number of its autonomous system. */
  readonly as?: number
  /** Its identifier, as an address. */
  readonly routerId?: string
  /** Seconds. */
  readonly holdTime?: number
  /** Numbers of its capabilities (RFC 5492). */
  readonly capabilities?: readonly number[]
  /** Why it ends the conversation: code and subcode of a notification (RFC 4271, section 6). */
  readonly notification?: readonly [code: number, subcode: number]
}

const HEADER = 19
const MOST_MESSAGE = 4_096
const [OPEN, NOTIFICATION] = [1, 3]
const CAPABILITIES = 2
const [FOUR_OCTET_AS, HOST_NAME, SOFTWARE_VERSION] = [65, 73, 75]

/** The length that the header says; none where it is no header. */
function messageLength(bytes: Uint8Array): number | undefined {
  if (bytes.length < HEADER) return undefined
  for (let byte = 0; byte < 16; byte++) if (bytes[byte] !== 0xff) return undefined
  const length = viewOf(bytes).getUint16(16)
  return length >= HEADER && length <= MOST_MESSAGE ? length : undefined
}

const first: Matcher = (answer) => {
  const length = messageLength(answer)
  if (length === undefined || length > answer.length) return undefined
  const body = answer.subarray(HEADER, length)
  const found =
    answer[18] === OPEN ? parseOpen(body) : answer[18] === NOTIFICATION ? parseNotification(body) : undefined
  return found && { name: 'bgp', ...found, confidence: 'structured' }
}

type Found = Omit<Match, 'name' | 'confidence'>

function parseNotification(body: Uint8Array): Found | undefined {
  const [code = 0, subcode = 0] = body
  if (body.length < 2 || code < 1 || code > 8) return undefined
  return {
    details: { notification: [code, subcode] } satisfies BgpDetails,
    evidence: `notification ${code}/${subcode}`,
  }
}

/** Version, AS, hold time, identifier, and parameters whose length fits. */
function parseOpen(body: Uint8Array): Found | undefined {
  if (body.length < 10 || body[0] !== 4 || body[9] !== body.length - 10) return undefined
  const view = viewOf(body)
  const capabilities = capabilitiesOf(body.subarray(10))
  const longAs = capabilities.get(FOUR_OCTET_AS)
  const name = capabilities.get(HOST_NAME)
  const details: BgpDetails = {
    as: longAs?.length === 4 ? viewOf(longAs).getUint32(0) : view.getUint16(1),
    routerId: body.subarray(5, 9).join('.'),
    holdTime: view.getUint16(3),
    ...(capabilities.size > 0 && { capabilities: [...capabilities.keys()] }),
  }
  return {
    ...present({
      hostname: name && cleanValue(latin1(name, 1, 1 + (name[0] ?? 0))),
      info: softwareOf(capabilities.get(SOFTWARE_VERSION)),
    }),
    details: { ...details },
    evidence: `OPEN of AS ${details.as}`,
  }
}

function softwareOf(value: Uint8Array | undefined): string | undefined {
  return value && cleanValue(latin1(value, 1, 1 + (value[0] ?? 0)))
}

/** Capabilities by number, each the first of its kind (RFC 5492: parameters, capabilities in them). */
function capabilitiesOf(parameters: Uint8Array): ReadonlyMap<number, Uint8Array> {
  const found = new Map<number, Uint8Array>()
  for (const [type, value] of valuesOf(parameters)) {
    if (type !== CAPABILITIES) continue
    for (const [code, content] of valuesOf(value)) if (!found.has(code)) found.set(code, content)
  }
  return found
}

/** Values behind a type and a length of one byte each, as far as they are whole. */
function* valuesOf(bytes: Uint8Array): Generator<[number, Uint8Array]> {
  for (let at = 0; at + 2 <= bytes.length;) {
    const end = at + 2 + bytes[at + 1]!
    if (end > bytes.length) return
    yield [bytes[at]!, bytes.subarray(at + 2, end)]
    at = end
  }
}

/**
 * BGP 4, RFC 4271; capabilities, RFC 5492.
 *
 * Asks: nothing; who is no peer of it is mostly hung up on.
 * Known by: OPEN or NOTIFICATION whose lengths fit.
 */
export const bgp: ServiceProbe = {
  name: 'bgp',
  ports: [179],
  rarity: 8,
  serverFirst: true,
  enough: (bytes) => bytes.length >= HEADER && bytes.length >= (messageLength(bytes) ?? 0),
  matchers: [first],
}
