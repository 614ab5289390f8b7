import { cookie, viewOf } from '../echo.ts'
import { cleanValue, known as present } from '../field.ts'
import type { HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `bacnet`. */
export interface BacnetDetails {
  /** Number of the device object; known once it has answered with it. */
  readonly instance?: number
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
const ANY_DEVICE = [0x02, 0x3f, 0xff, 0xff]
/** What is asked, in this order. */
const PROPERTIES = { vendorName: 121, modelName: 70, firmware: 44, objectName: 77 } as const
const [FIRST, ...LATER] = Object.entries(PROPERTIES) as [keyof typeof PROPERTIES, number][]
const [INVOKE_ID, PROPERTY] = [8, 16]

function readProperty({ random }: HelloContext, property: number): Uint8Array {
  const invokeId = cookie(random, 1)[0]!
  return Buffer.from([
    ...[BVLL, UNICAST, 0, 17, 1, 4],
    ...[0, 5, invokeId, READ_PROPERTY],
    ...[0x0c, ...ANY_DEVICE, 0x19, property],
  ])
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
    ...present({ vendor: vendorName, product: modelName, version: firmware }),
    details: { ...details },
    confidence: 'verified',
    evidence:
      details.refusal === undefined ? 'property with our invoke id' : `${details.refusal} with our invoke id`,
  }
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

/**
 * BACnet/IP: ASHRAE 135, section 15.5 and annex J.
 *
 * Asks: ReadProperty of the device object: vendor's name; then model, firmware and the object's name.
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
    const next = match.details?.['refusal'] === undefined ? LATER[step] : undefined
    return (
      next && {
        send: readProperty(context, next[1]),
        merge: (known, answer, answered) => {
          const more = reply(answer, answered)
          return more?.details?.['refusal'] === undefined && more
            ? named({ ...known.details, ...more.details })
            : known
        },
      }
    )
  },
}
