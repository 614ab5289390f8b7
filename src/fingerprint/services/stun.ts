import { cookie, sameBytes, viewOf } from '../echo.ts'
import { cleanValue, FIELD_LIMIT } from '../field.ts'
import { splitToken } from '../products/split-version.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `stun`. */
export interface StunDetails {
  /** False where it answers with an error. */
  readonly success: boolean
  /** What the server calls itself. */
  readonly software?: string
}

const HEADER = 20
const MAGIC = Buffer.from([0x21, 0x12, 0xa4, 0x42])
const SOFTWARE = 0x8022
const MAX_ATTRIBUTES = 32

/** A binding request without attributes. */
function bindingRequest({ random }: HelloContext): Uint8Array {
  return Buffer.concat([Buffer.from([0, 1, 0, 0]), MAGIC, cookie(random, 12)])
}

const response: Matcher = (answer, { sent }) => {
  if (answer.length < HEADER || !sameBytes(answer, 4, MAGIC, 0, 4)) return undefined
  const view = viewOf(answer)
  const type = view.getUint16(0)
  const length = view.getUint16(2)
  const isBinding =
    (type === 0x0101 || type === 0x0111) && length % 4 === 0 && HEADER + length === answer.length
  if (!isBinding) return undefined
  const echoed = sent !== undefined && sameBytes(answer, 8, sent, 8, 12)
  if (sent !== undefined && !echoed) return undefined
  const software = softwareOf(answer, view)
  const { product, version } = software === undefined ? {} : splitToken(software)
  return {
    name: 'stun',
    ...(product !== undefined && { product }),
    ...(version !== undefined && { version }),
    details: {
      success: type === 0x0101,
      ...(software !== undefined && { software }),
    } satisfies StunDetails,
    confidence: echoed ? 'verified' : 'structured',
    evidence: `binding response${echoed ? ', our transaction came back' : ''}`,
  }
}

function softwareOf(answer: Uint8Array, view: DataView): string | undefined {
  let at = HEADER
  for (let count = 0; count < MAX_ATTRIBUTES && at + 4 <= answer.length; count++) {
    const length = view.getUint16(at + 2)
    const end = at + 4 + length
    if (end > answer.length) return undefined
    if (view.getUint16(at) === SOFTWARE) {
      const text = Buffer.from(answer.subarray(at + 4, Math.min(end, at + 4 + FIELD_LIMIT))).toString('utf8')
      return cleanValue(text)
    }
    at = end + ((4 - (length % 4)) % 4)
  }
  return undefined
}

/** Over TCP a message is as long as its header says (RFC 8489, section 6.2.2). */
function isWhole(bytes: Uint8Array): boolean {
  return bytes.length >= HEADER && bytes.length >= HEADER + viewOf(bytes).getUint16(2)
}

/**
 * STUN, RFC 8489; TURN servers (RFC 8656) answer it too.
 *
 * Asks: a binding request without attributes.
 * Known by: the magic cookie and our transaction id.
 * Version: product and version from SOFTWARE.
 */
export const stun: ServiceProbe = {
  name: 'stun',
  ports: [3478],
  tlsPorts: [5349],
  udpPorts: [3478, 3479, 19_302],
  rarity: 7,
  alpn: ['stun.turn', 'stun.nat-discovery'],
  datagramRarity: 5,
  hello: bindingRequest,
  enough: isWhole,
  datagrams: [bindingRequest],
  matchers: [response],
  reacts: { http: 'reset', tls: 'silence' },
}
