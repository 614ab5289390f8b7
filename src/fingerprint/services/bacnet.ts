import { cookie, viewOf } from '../echo.ts'
import { cleanValue, known as present } from '../field.ts'
import type { DetailStep, HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `bacnet`. */
export interface BacnetDetails {
  /** Number of the device object; known once it has answered with it. */
  readonly instance?: number
  /** Number of the vendor, where it is told so only. */
  readonly vendorId?: number
  readonly vendorName?: string
  readonly modelName?: string
  readonly firmware?: string
  readonly objectName?: string
  /** Why it does not tell: `'error'`, `'reject'`, `'abort'`. */
  readonly refusal?: string
}

const [BVLL, UNICAST] = [0x81, 0x0a]
const READ_PROPERTY = 0x0c
const [COMPLEX_ACK, ERROR, REJECT, ABORT] = [3, 5, 6, 7]
/** "The device object, whatever its number" (ASHRAE 135, section 15.5.2). */
const ANY_DEVICE = 0x3f_ffff
/** What is asked, in this order. */
const PROPERTIES = { vendorName: 121, modelName: 70, firmware: 44, objectName: 77 } as const
const [FIRST, ...LATER] = Object.entries(PROPERTIES) as [keyof typeof PROPERTIES, number][]
const [INVOKE_ID, OBJECT, PROPERTY] = [8, 11, 16]

function readProperty({ random }: HelloContext, property: number, instance = ANY_DEVICE): Uint8Array {
  const invokeId = cookie(random, 1)[0]!
  const request = Buffer.from([
    ...[BVLL, UNICAST, 0, 17, 1, 4],
    ...[0, 5, invokeId, READ_PROPERTY],
    ...[0x0c, 0, 0, 0, 0, 0x19, property],
  ])
  request.writeUInt32BE(0x0200_0000 + instance, OBJECT)
  return request
}

/** Who-Is, to this device alone (section 16.10). */
const WHO_IS = Buffer.from([BVLL, UNICAST, 0, 8, 1, 0, 0x10, 8])

/** I-Am: the device, how much it takes (two bytes), segmentation (one), and its vendor. */
function iAm(answer: Uint8Array): { instance: number; vendorId?: number } | undefined {
  const apdu = apduOf(answer)
  if (apdu === undefined || apdu.length < 14 || apdu[0] !== 0x10 || apdu[1] !== 0 || apdu[2] !== 0xc4)
    return undefined
  const view = viewOf(apdu)
  const [object, tag] = [view.getUint32(3), apdu[12]]
  if (object >>> 22 !== 8 || apdu[7] !== 0x22 || apdu[10] !== 0x91) return undefined
  const vendorId =
    tag === 0x21 ? apdu[13] : tag === 0x22 && apdu.length >= 15 ? view.getUint16(13) : undefined
  return { instance: object & 0x3f_ffff, ...(vendorId !== undefined && { vendorId }) }
}

const reply: Matcher = (answer, { transport, sent }) => {
  const apdu = transport === 'udp' && sent?.length === 17 ? apduOf(answer) : undefined
  if (apdu === undefined || apdu.length < 3 || apdu[1] !== sent![INVOKE_ID]) return undefined
  const type = apdu[0]! >> 4
  const isRefusal = (type === ERROR && apdu[2] === READ_PROPERTY) || type === REJECT || type === ABORT
  const value = type === COMPLEX_ACK ? valueOf(apdu, sent![PROPERTY]!) : undefined
  if (!isRefusal && value === undefined) return undefined
  const property = Object.entries(PROPERTIES).find(([, number]) => number === sent![PROPERTY])?.[0]
  return named({
    ...(value === undefined
      ? { refusal: type === ERROR ? 'error' : type === REJECT ? 'reject' : 'abort' }
      : { instance: value.instance, ...(property && present({ [property]: value.text })) }),
  })
}

function named(details: BacnetDetails): Match {
  const { vendorName, modelName, firmware } = details
  return {
    name: 'bacnet',
    ...present({ vendor: told(vendorName), product: told(modelName), version: told(firmware) }),
    details: { ...details },
    confidence: 'verified',
    evidence:
      details.refusal === undefined ? 'property with our invoke id' : `${details.refusal} with our invoke id`,
  }
}

/** What is left out is written out by some. */
function told(text: string | undefined): string | undefined {
  return text !== undefined && /^(?:n\/a|none|unknown|-)$/i.test(text) ? undefined : text
}

/** What is inside BVLL (annex J) and the network layer (section 6.2), which may name other networks. */
function apduOf(answer: Uint8Array): Uint8Array | undefined {
  const fits = answer.length >= 9 && viewOf(answer).getUint16(2) === answer.length
  if (!fits || answer[0] !== BVLL || answer[4] !== 1) return undefined
  const control = answer[5]!
  if ((control & 0x80) !== 0) return undefined
  let at = 6
  if ((control & 0x20) !== 0) at += 3 + (answer[at + 2] ?? 0)
  if ((control & 0x08) !== 0) at += 3 + (answer[at + 2] ?? 0)
  if ((control & 0x20) !== 0) at += 1
  return answer.subarray(at)
}

/** Object, property, and one character string between the tags 3E and 3F. */
function valueOf(
  apdu: Uint8Array,
  property: number,
): { instance: number; text: string | undefined } | undefined {
  const isAck = apdu[2] === READ_PROPERTY && apdu[3] === 0x0c && apdu[8] === 0x19 && apdu[9] === property
  if (!isAck || apdu[10] !== 0x3e || apdu.length < 13) return undefined
  const instance = viewOf(apdu).getUint32(4) & 0x3f_ffff
  const tag = apdu[11]!
  if (tag >> 3 !== 0x0e) return { instance, text: undefined }
  const long = (tag & 7) === 5
  const length = long ? apdu[12]! : tag & 7
  const start = long ? 13 : 12
  if (length === 0 || length > 253 || start + length > apdu.length) return { instance, text: undefined }
  // 0: UTF-8; 4: UTF-16; 5: ISO 8859-1.
  const text = Buffer.from(apdu.subarray(start + 1, start + length))
  const read =
    apdu[start] === 0 ? text.toString('utf8') : apdu[start] === 5 ? text.toString('latin1') : undefined
  return { instance, text: cleanValue(read) }
}

const askWho: DetailStep = {
  send: WHO_IS,
  merge: (known, answer) => {
    const found = iAm(answer)
    return found === undefined ? known : named(found)
  },
}

function askProperty(context: HelloContext, property: number, instance: number | undefined): DetailStep {
  return {
    send: readProperty(context, property, instance),
    merge: (known, answer, answered) => {
      const more = reply(answer, answered)
      return more === undefined || more.details?.['refusal'] !== undefined
        ? known
        : named({ ...known.details, ...more.details })
    },
  }
}

/**
 * BACnet/IP: ASHRAE 135, section 15.5 and annex J.
 *
 * Asks: ReadProperty of the device object: vendor's name; then model, firmware and the object's name. Who-Is where that
 * object has to be named by its number.
 * Known by: our invoke id in a property or a refusal whose lengths fit.
 * Version: product and version from the model's name and the firmware revision.
 */
export const bacnet: ServiceProbe = {
  name: 'bacnet',
  ports: [],
  udpPorts: [47_808],
  rarity: 9,
  optIn: true,
  datagrams: [(context) => readProperty(context, FIRST![1])],
  matchers: [reply],
  datagramDetail: (match, step, context) => {
    const { instance, refusal } = (match.details ?? {}) as BacnetDetails
    // Not every device knows itself by the number that stands for any.
    if (step === 0 && refusal === 'error') return askWho
    const isByNumber = match.details?.['vendorName'] === undefined && instance !== undefined
    const next = refusal === undefined ? LATER[isByNumber ? step - 1 : step] : undefined
    return next && askProperty(context, next[1], instance)
  },
}
