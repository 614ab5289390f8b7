import { cookie, viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { DetailStep, HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `l2tp`. */
export interface L2tpDetails {
  /** What it answered: that a tunnel may begin, that there will be none, or a bare acknowledgement. */
  readonly answer: 'reply' | 'stop' | 'acknowledgement'
  /** What it says of its vendor and of its firmware, a number. */
  readonly vendorName?: string
  readonly firmware?: number
  /** Why there will be no tunnel (RFC 2661, section 4.4.2). */
  readonly result?: number
  /** The numbers of the tunnel that it would have begun, at both ends. */
  readonly tunnel?: { readonly ours: number; readonly theirs: number }
}

const CONTROL = 0xc802
const HEADER = 12
const [REQUEST, REPLY, STOP] = [1, 2, 4]
/** Attributes of IETF (vendor 0). */
const [TYPE, RESULT, VERSION, FRAMING, FIRMWARE, HOST, VENDOR, TUNNEL] = [0, 1, 2, 3, 6, 7, 8, 9]
const MAX_ATTRIBUTES = 32

/** Start-Control-Connection-Request: version 1.0, a name, any framing, a tunnel number of ours. */
function start({ random }: HelloContext): Uint8Array {
  const tunnel = cookie(random, 2)
  tunnel[0]! |= 1
  const attributes = [
    attribute(TYPE, [0, REQUEST]),
    attribute(VERSION, [1, 0]),
    attribute(FRAMING, [0, 0, 0, 3]),
    attribute(HOST, Buffer.from('portscan.invalid')),
    attribute(TUNNEL, tunnel),
  ]
  return control(0, 0, 0, attributes)
}

function control(tunnel: number, sequence: number, next: number, attributes: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(HEADER)
  const body = Buffer.concat(attributes)
  const words = [CONTROL, HEADER + body.length, tunnel, 0, sequence, next]
  words.forEach((word, index) => header.writeUInt16BE(word, 2 * index))
  return Buffer.concat([header, body])
}

/** Mandatory, its length, vendor 0, its number. */
function attribute(type: number, value: ArrayLike<number>): Buffer {
  const length = 6 + value.length
  return Buffer.from([0x80 | (length >> 8), length & 0xff, 0, 0, 0, type, ...Array.from(value)])
}

/** A control message for the tunnel that we numbered; its attributes fill it. */
const answerOf: Matcher = (answer, { transport, sent }) => {
  if (transport !== 'udp' || answer.length < HEADER) return undefined
  const view = viewOf(answer)
  if (view.getUint16(0) !== CONTROL || view.getUint16(2) !== answer.length || view.getUint16(6) !== 0)
    return undefined
  const ours = sent && numberOf(attributesOf(sent)?.get(TUNNEL))
  const echoed = ours !== undefined && ours === view.getUint16(4)
  const attributes = attributesOf(answer)
  if (attributes === undefined || (sent !== undefined && !echoed)) return undefined
  return matchOf(attributes, echoed ? ours : undefined)
}

function matchOf(attributes: ReadonlyMap<number, Uint8Array>, ours: number | undefined): Match | undefined {
  const [type, theirs] = [numberOf(attributes.get(TYPE)), numberOf(attributes.get(TUNNEL))]
  const echoed = ours !== undefined
  // An empty one acknowledges; without our number it could be anybody's.
  if (attributes.size === 0 ? !echoed : type !== REPLY && type !== STOP) return undefined
  const vendorName = textOf(attributes.get(VENDOR))
  const details = {
    answer: type === REPLY ? 'reply' : type === STOP ? 'stop' : 'acknowledgement',
    ...present({
      vendorName,
      firmware: numberOf(attributes.get(FIRMWARE)),
      result: numberOf(attributes.get(RESULT)),
      tunnel: echoed && theirs !== undefined ? { ours, theirs } : undefined,
    }),
  } satisfies L2tpDetails
  return {
    name: 'l2tp',
    ...productOf(vendorName),
    ...present({ hostname: textOf(attributes.get(HOST)) }),
    details,
    confidence: echoed ? 'verified' : 'structured',
    evidence: `control message (${details.answer})${echoed ? ' for our tunnel' : ''}`,
  }
}

/** The values of IETF's attributes, by number; `undefined` where the lengths do not add up. */
function attributesOf(message: Uint8Array): Map<number, Uint8Array> | undefined {
  const view = viewOf(message)
  const found = new Map<number, Uint8Array>()
  let at = HEADER
  for (let count = 0; count < MAX_ATTRIBUTES && at + 6 <= message.length; count++) {
    const length = view.getUint16(at) & 0x3ff
    if (length < 6 || at + length > message.length) return undefined
    if (view.getUint16(at + 2) === 0) found.set(view.getUint16(at + 4), message.subarray(at + 6, at + length))
    at += length
  }
  return at === message.length ? found : undefined
}

function numberOf(value: Uint8Array | undefined): number | undefined {
  return value === undefined || value.length < 2 ? undefined : viewOf(value).getUint16(0)
}

function textOf(value: Uint8Array | undefined): string | undefined {
  return value && cleanValue(latin1(value))
}

function productOf(vendorName: string | undefined): Partial<Match> {
  if (vendorName === undefined) return {}
  if (/^xelerance\b/i.test(vendorName))
    return {
      product: 'xl2tpd',
      vendor: 'Xelerance',
      cpe: [cpe({ part: 'a', vendor: 'xelerance', product: 'xl2tpd' })],
    }
  if (vendorName === 'MikroTik') return { product: 'RouterOS', vendor: 'MikroTik', os: 'RouterOS' }
  if (/^accel-ppp\b/i.test(vendorName)) return { product: 'accel-ppp' }
  return { vendor: vendorName.replace(/,? Inc\.?$/, '') }
}

/** Stop-Control-Connection-Notification: otherwise it would repeat its reply for half a minute. */
function hangUp({ ours, theirs }: NonNullable<L2tpDetails['tunnel']>): DetailStep {
  const attributes = [
    attribute(TYPE, [0, STOP]),
    attribute(TUNNEL, [ours >> 8, ours & 0xff]),
    attribute(RESULT, [0, 1]),
  ]
  return { send: control(theirs, 1, 1, attributes), merge: (match) => match }
}

/**
 * L2TP, RFC 2661.
 *
 * Asks: Start-Control-Connection-Request; then Stop-Control-Connection-Notification.
 * Known by: a control message for the tunnel number that we gave.
 * Version: none; product, vendor and the name of the host from its reply.
 */
export const l2tp: ServiceProbe = {
  name: 'l2tp',
  ports: [],
  udpPorts: [1701],
  rarity: 8,
  datagrams: [start],
  matchers: [answerOf],
  datagramDetail: ({ details }, step) => {
    const { answer, tunnel } = { ...details } as Partial<L2tpDetails>
    return step === 0 && answer === 'reply' && tunnel !== undefined ? hangUp(tunnel) : undefined
  },
}
