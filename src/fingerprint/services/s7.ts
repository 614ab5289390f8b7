import { cookie, sameBytes, viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import type { DetailStep, HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'
import { parseSystemStatus, type StatusItem } from './s7-system-status.ts'

/** `details` of a service named `s7`. */
export interface S7Details {
  /** The longest message that it takes, in bytes. */
  readonly pduLength?: number
  /** The maker's order number of the module: `'6ES7 315-2EH14-0AB0'`. */
  readonly orderNumber?: string
  readonly hardwareOrderNumber?: string
  readonly moduleType?: string
  readonly systemName?: string
  readonly moduleName?: string
  readonly plant?: string
  readonly serial?: string
}

const TPKT = 4
const [CONNECTION_REQUEST, CONNECTION_CONFIRM] = [0xe0, 0xd0]
const DATA = Buffer.from([0x02, 0xf0, 0x80])
/** Where S7's own header starts, behind TPKT and the data header of ISO 8073. */
const HEADER = TPKT + DATA.length
const [PROTOCOL, JOB, ACK_DATA, USER_DATA, SETUP] = [0x32, 0x01, 0x03, 0x07, 0xf0]

function tpkt(...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([3, 0, 0, TPKT + body.length]), body])
}

/** A reference that is not 0, so that its echo says something. */
function reference(random: () => number): Buffer {
  const bytes = cookie(random, 2)
  bytes[1]! |= 1
  return bytes
}

/** From a programming device (TSAP 01.00) to rack 0, slot 2 (TSAP 01.02). */
function connect({ random }: HelloContext): Uint8Array {
  const parameters = Buffer.from([0, 0xc0, 1, 0x0a, 0xc1, 2, 1, 0, 0xc2, 2, 1, 2])
  return tpkt(Buffer.from([0x11, CONNECTION_REQUEST, 0, 0]), reference(random), parameters)
}

function isWhole(bytes: Uint8Array): boolean {
  return bytes.length >= TPKT && bytes.length >= Math.min(viewOf(bytes).getUint16(2), 16_384)
}

const confirmation: Matcher = (answer, { sent, probe }) => {
  const isConfirm = answer[0] === 3 && answer[5] === CONNECTION_CONFIRM && answer.length >= 11
  if (!isConfirm || !isWhole(answer)) return undefined
  const echoed = sent?.[5] === CONNECTION_REQUEST && sent[9] !== 0 && sameBytes(answer, 6, sent, 8, 2)
  if (sent === undefined ? probe !== 's7' : !echoed) return undefined
  return {
    name: 's7',
    // Others speak over ISO on TCP as well: it is sure once S7 itself has been heard.
    confidence: 'pattern',
    evidence: 'ISO on TCP: connection confirmed, S7 not heard yet',
  }
}

function setUp({ random }: HelloContext): DetailStep {
  const [head, id] = [Buffer.from([PROTOCOL, JOB, 0, 0]), reference(random)]
  const parameters = Buffer.from([0, 8, 0, 0, SETUP, 0, 0, 1, 0, 1, 0x01, 0xe0])
  return {
    send: tpkt(DATA, head, id, parameters),
    enough: isWhole,
    merge: (match, answer, { sent }) => {
      const isAck = answer[HEADER] === PROTOCOL && answer[HEADER + 1] === ACK_DATA
      if (!isAck || sent === undefined || !sameBytes(answer, HEADER + 4, sent, HEADER + 4, 2)) return match
      const at = HEADER + 18
      const pduLength = answer.length >= at + 2 ? viewOf(answer).getUint16(at) : undefined
      return {
        ...match,
        details: present({ pduLength }) satisfies S7Details,
        confidence: 'verified',
        evidence: 'S7 set-up acknowledged with our reference',
      }
    },
  }
}

/** Reads a list of the system's status: what is on the module's label. */
function status({ random }: HelloContext, list: number, take: Taker): DetailStep {
  const head = Buffer.from([PROTOCOL, USER_DATA, 0, 0])
  const parameters = Buffer.from([0, 8, 0, 8, 0, 1, 0x12, 4, 0x11, 0x44, 1, 0])
  const data = Buffer.from([0xff, 9, 0, 4, list >> 8, list & 0xff, 0, 0])
  return {
    send: tpkt(DATA, head, reference(random), parameters, data),
    enough: isWhole,
    merge: (match, answer, { sent }) => {
      const ours = sent !== undefined && sameBytes(answer, HEADER + 4, sent, HEADER + 4, 2)
      const items = ours ? parseSystemStatus(answer.subarray(HEADER), list) : undefined
      return items ? take(match, items) : match
    },
  }
}

type Taker = (match: Match, items: readonly StatusItem[]) => Match

const identification: Taker = (match, items) => {
  const orderOf = (index: number): string | undefined => textOf(items, index, 20)
  const firmware = items.find(({ index }) => index === 7)?.value
  // "V" and three numbers.
  const version = firmware?.[22] === 0x56 ? [...firmware.subarray(23, 26)].join('.') : undefined
  const orderNumber = orderOf(1)
  return {
    ...match,
    ...(orderNumber?.startsWith('6ES7') === true && { vendor: 'Siemens', device: 'PLC' }),
    ...present({ product: orderNumber, version }),
    details: { ...match.details, ...present({ orderNumber, hardwareOrderNumber: orderOf(6) }) },
  }
}

const components: Taker = (match, items) => {
  const moduleType = textOf(items, 7)
  const names = {
    moduleType,
    systemName: textOf(items, 1),
    moduleName: textOf(items, 2),
    plant: textOf(items, 3),
    serial: textOf(items, 5),
  } satisfies { [K in keyof S7Details]?: string | undefined }
  return {
    ...match,
    ...present({ product: moduleType }),
    details: { ...match.details, ...present(names) },
  }
}

function textOf(items: readonly StatusItem[], wanted: number, length = 32): string | undefined {
  const value = items.find(({ index }) => index === wanted)?.value
  return value && cleanValue(latin1(value, 0, length).split('\0', 1)[0])
}

/**
 * S7 communication over ISO on TCP, RFC 1006 and ISO 8073; S7 itself has no public specification.
 *
 * Asks: a connection, the set-up of S7, and two lists of the system's status: module and component identification.
 * Known by: our reference in the connection and in the answer to the set-up.
 * Version: from the firmware entry of the module identification; product from the component identification.
 */
export const s7: ServiceProbe = {
  name: 's7',
  ports: [102],
  rarity: 9,
  optIn: true,
  hello: connect,
  enough: isWhole,
  matchers: [confirmation],
  detail: (match, step, context) => {
    if (step === 0) return setUp(context)
    if (match.confidence !== 'verified') return undefined
    if (step === 1) return status(context, 0x0011, identification)
    return step === 2 ? status(context, 0x001c, components) : undefined
  },
}
