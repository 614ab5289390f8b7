import { cookie, sameBytes, viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import { trimVersion } from '../products/split-version.ts'
import type { DetailStep, HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `modbus`. */
export interface ModbusDetails {
  /** Why it does not tell what it is: `'illegal function'` is all that most devices say. */
  readonly exception?: string
  readonly vendorName?: string
  readonly productCode?: string
  readonly revision?: string
  readonly vendorUrl?: string
  readonly productName?: string
  readonly modelName?: string
  readonly applicationName?: string
}

const ENCAPSULATED = 0x2b
const DEVICE_ID = 0x0e
const [BASIC, REGULAR] = [1, 2]
/** The device itself and nobody behind it on a serial line (Messaging on TCP/IP 1.0b, section 4.4.2). */
const ITSELF = 0xff

/** Read Device Identification, for objects from the first on. */
function question({ random }: HelloContext, category: number): Buffer {
  const words = [0, 0, 0, 5, ITSELF, ENCAPSULATED, DEVICE_ID, category, 0]
  return Buffer.concat([cookie(random, 2), Buffer.from(words)])
}

function isWhole(bytes: Uint8Array): boolean {
  return bytes.length >= 6 && bytes.length >= 6 + Math.min(viewOf(bytes).getUint16(4), 254)
}

const reply: Matcher = (answer, { sent, probe }) => {
  const view = viewOf(answer)
  if (answer.length < 9 || !isWhole(answer) || view.getUint16(2) !== 0) return undefined
  const echoed = sent !== undefined && sameBytes(answer, 0, sent, 0, 2)
  if (sent !== undefined && !echoed) return undefined
  const body = answer.subarray(7, 6 + view.getUint16(4))
  const exception = exceptionOf(body)
  const objects = exception === undefined ? parseObjects(body) : undefined
  // Nine bytes alone are too few to be sure of.
  const told = objects !== undefined || (exception !== undefined && (echoed || probe === 'modbus'))
  if (!told || view.getUint16(4) > 254) return undefined
  return {
    name: 'modbus',
    ...(objects && describe(objects)),
    details: present({ exception, ...objects }) satisfies ModbusDetails,
    confidence: echoed ? 'verified' : 'structured',
    evidence: echoed ? 'answer with our transaction id' : 'device identification',
  }
}

function exceptionOf(body: Uint8Array): string | undefined {
  if (body.length !== 2 || body[0] !== (ENCAPSULATED | 0x80)) return undefined
  return EXCEPTIONS.get(body[1]!)
}

/** Objects as id, length, value, after six bytes that say how many there are. */
function parseObjects(body: Uint8Array): ModbusDetails | undefined {
  const isAnswer = body[0] === ENCAPSULATED && body[1] === DEVICE_ID && body.length >= 7
  if (!isAnswer || body[2]! < 1 || body[2]! > 4) return undefined
  const found: Record<string, string> = {}
  for (let at = 7, left = body[6]!; left > 0; left--) {
    if (at + 2 > body.length || at + 2 + body[at + 1]! > body.length) return undefined
    const value = cleanValue(latin1(body, at + 2, at + 2 + body[at + 1]!))
    const name = OBJECTS[body[at]!]
    if (name !== undefined && value !== undefined) found[name] = value
    at += 2 + body[at + 1]!
  }
  return found
}

function describe({
  vendorName,
  productCode,
  productName,
  modelName,
  revision,
}: ModbusDetails): Partial<Match> {
  return present({
    vendor: vendorName,
    product: productName ?? modelName ?? productCode,
    version: trimVersion(revision?.replace(/^v(?:er(?:sion)?)?[ .]?/i, '')),
  })
}

/** The product's and the model's name, where it has told who made it. */
function moreObjects(known: Match, step: number, context: HelloContext): DetailStep | undefined {
  const { vendorName, productName } = (known.details ?? {}) as ModbusDetails
  if (step > 0 || vendorName === undefined || productName !== undefined) return undefined
  return {
    send: question(context, REGULAR),
    enough: isWhole,
    merge: (first, answer, answered) => {
      const more = reply(answer, answered)
      return more?.details?.['vendorName'] === undefined ? first : more
    },
  }
}

const OBJECTS = [
  'vendorName',
  'productCode',
  'revision',
  'vendorUrl',
  'productName',
  'modelName',
  'applicationName',
] as const satisfies readonly (keyof ModbusDetails)[]

const EXCEPTIONS: ReadonlyMap<number, string> = new Map([
  [1, 'illegal function'],
  [2, 'illegal data address'],
  [3, 'illegal data value'],
  [4, 'server device failure'],
  [5, 'acknowledge'],
  [6, 'server device busy'],
  [8, 'memory parity error'],
  [10, 'gateway path unavailable'],
  [11, 'gateway target device failed to respond'],
])

/**
 * Modbus/TCP: MODBUS Application Protocol 1.1b3, section 6.21; Messaging on TCP/IP 1.0b.
 *
 * Asks: Read Device Identification (function 43/14), of the device itself; reads and writes no register.
 * Known by: our transaction id in an identification or an exception.
 * Version: from the revision of the device identification, where the device has one.
 */
export const modbus: ServiceProbe = {
  name: 'modbus',
  ports: [502],
  tlsPorts: [802],
  rarity: 9,
  optIn: true,
  hello: (context) => question(context, BASIC),
  enough: isWhole,
  matchers: [reply],
  detail: moreObjects,
}
