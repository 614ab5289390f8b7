import { cookie, sameBytes, viewOf } from '../echo.ts'
import { cleanValue, FIELD_LIMIT, known as present } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { splitToken } from '../products/split-version.ts'
import type { DetailStep, HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `stun`. */
export interface StunDetails {
  /** False where it answers with an error. */
  readonly success: boolean
  /** What the server calls itself. */
  readonly software?: string
  /** True where it relays as well (TURN), to those who log in. */
  readonly turn?: true
  /** The realm that a login is for. */
  readonly realm?: string
}

const HEADER = 20
const MAGIC = Buffer.from([0x21, 0x12, 0xa4, 0x42])
const [BINDING, BINDING_ERROR, ALLOCATE, ALLOCATE_ERROR] = [0x0101, 0x0111, 0x0003, 0x0113]
const [ERROR_CODE, REALM, SOFTWARE] = [0x0009, 0x0014, 0x8022]
const UNAUTHENTICATED = 401
const MAX_ATTRIBUTES = 32

/** A binding request without attributes. */
function bindingRequest({ random }: HelloContext): Uint8Array {
  return message(0x0001, random)
}

function message(type: number, random: HelloContext['random']): Uint8Array {
  return Buffer.concat([Buffer.from([0, type, 0, 0]), MAGIC, cookie(random, 12)])
}

const response: Matcher = (answer, { sent }) => {
  const type = typeOf(answer)
  if (type !== BINDING && type !== BINDING_ERROR) return undefined
  const echoed = sent !== undefined && sameBytes(answer, 8, sent, 8, 12)
  if (sent !== undefined && !echoed) return undefined
  const software = textOf(attributeOf(answer, SOFTWARE))
  return {
    name: 'stun',
    ...(software !== undefined && softwareOf(software)),
    details: { success: type === BINDING, ...present({ software }) } satisfies StunDetails,
    confidence: echoed ? 'verified' : 'structured',
    evidence: `binding response${echoed ? ', our transaction came back' : ''}`,
  }
}

/** The type of a message whose length fits. */
function typeOf(answer: Uint8Array): number | undefined {
  if (answer.length < HEADER || !sameBytes(answer, 4, MAGIC, 0, 4)) return undefined
  const view = viewOf(answer)
  const length = view.getUint16(2)
  return length % 4 === 0 && HEADER + length === answer.length ? view.getUint16(0) : undefined
}

function attributeOf(answer: Uint8Array, wanted: number): Uint8Array | undefined {
  const view = viewOf(answer)
  let at = HEADER
  for (let count = 0; count < MAX_ATTRIBUTES && at + 4 <= answer.length; count++) {
    const length = view.getUint16(at + 2)
    const end = at + 4 + length
    if (end > answer.length) return undefined
    if (view.getUint16(at) === wanted) return answer.subarray(at + 4, end)
    at = end + ((4 - (length % 4)) % 4)
  }
  return undefined
}

function textOf(value: Uint8Array | undefined): string | undefined {
  return value && cleanValue(Buffer.from(value.subarray(0, FIELD_LIMIT)).toString('utf8'))
}

function softwareOf(software: string): Partial<Match> {
  const { product, version } = splitToken(software)
  const isCoturn = product?.toLowerCase() === 'coturn'
  return {
    ...present({ product, version }),
    ...(isCoturn && {
      vendor: 'Coturn',
      cpe: [cpe({ part: 'a', vendor: 'coturn_project', product: 'coturn', version })],
    }),
  }
}

/**
 * Allocate, without the one attribute that it must have: who may allocate only after a login is told so first
 * (RFC 8656, section 7.2), nobody gets anything.
 */
function askForRealm({ random }: HelloContext): DetailStep {
  return {
    send: message(ALLOCATE, random),
    enough: isWhole,
    merge: (before, answer, { sent }) => {
      const refused = typeOf(answer) === ALLOCATE_ERROR && codeOf(attributeOf(answer, ERROR_CODE))
      if (refused !== UNAUTHENTICATED || sent === undefined || !sameBytes(answer, 8, sent, 8, 12))
        return before
      const realm = textOf(attributeOf(answer, REALM))
      return { ...before, details: { ...before.details, turn: true, ...present({ realm }) } }
    },
  }
}

/** Hundreds and the rest of an error's number (RFC 8489, section 14.8). */
function codeOf(value: Uint8Array | undefined): number | undefined {
  return value === undefined || value.length < 4 ? undefined : (value[2]! & 7) * 100 + value[3]!
}

/** Over TCP a message is as long as its header says (RFC 8489, section 6.2.2). */
function isWhole(bytes: Uint8Array): boolean {
  return bytes.length >= HEADER && bytes.length >= HEADER + viewOf(bytes).getUint16(2)
}

/**
 * STUN, RFC 8489; TURN servers (RFC 8656) answer it too.
 *
 * Asks: a binding request without attributes; then an allocation that cannot be, for the realm. Nothing is allocated.
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
  // Whether it takes a ClientHello for one goes by how soon it looks.
  reacts: { http: 'reset', tls: ['silence', 'reset'] },
  detail: (_known, step, context) => (step === 0 ? askForRealm(context) : undefined),
  datagramDetail: (_known, step, context) => (step === 0 ? askForRealm(context) : undefined),
}
