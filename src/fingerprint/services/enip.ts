import { cookie, sameBytes, viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `enip`. */
export interface EnipDetails {
  /** Of ODVA. */
  readonly vendorId: number
  readonly deviceType: number
  readonly productCode: number
  /** The serial number, in hex. */
  readonly serial: string
  /** Bits of the identity object's status. */
  readonly status: number
}

const HEADER = 24
const CONTEXT = 12
const LIST_IDENTITY = 0x63
const IDENTITY_ITEM = 0x0c
/** The fields of the item before the product's name. */
const FIELDS = 33

function listIdentity({ random }: HelloContext): Uint8Array {
  const header = Buffer.alloc(HEADER)
  header[0] = LIST_IDENTITY
  cookie(random, 8).copy(header, CONTEXT)
  return header
}

function isWhole(bytes: Uint8Array): boolean {
  return bytes.length >= HEADER && bytes.length >= HEADER + viewOf(bytes).getUint16(2, true)
}

const identity: Matcher = (answer, { sent }) => {
  const view = viewOf(answer)
  if (!isWhole(answer) || view.getUint16(0, true) !== LIST_IDENTITY || view.getUint32(8, true) !== 0)
    return undefined
  const echoed = sent?.length === HEADER && sameBytes(answer, CONTEXT, sent, CONTEXT, 8)
  if (sent !== undefined && !echoed) return undefined
  // How many items there are; then the first one's type and length.
  const at = HEADER + 6
  const fits = answer.length >= at + FIELDS && view.getUint16(HEADER + 2, true) === IDENTITY_ITEM
  if (!fits || at + view.getUint16(HEADER + 4, true) > answer.length) return undefined
  const vendorId = view.getUint16(at + 18, true)
  const deviceType = view.getUint16(at + 20, true)
  const nameEnd = at + FIELDS + answer[at + FIELDS - 1]!
  return {
    name: 'enip',
    ...present({
      product: nameEnd <= answer.length ? cleanValue(latin1(answer, at + FIELDS, nameEnd)) : undefined,
      vendor: VENDORS.get(vendorId),
      device: DEVICES.get(deviceType),
    }),
    version: `${answer[at + 24]!}.${answer[at + 25]!}`,
    details: {
      vendorId,
      deviceType,
      productCode: view.getUint16(at + 22, true),
      serial: view
        .getUint32(at + 28, true)
        .toString(16)
        .padStart(8, '0'),
      status: view.getUint16(at + 26, true),
    } satisfies EnipDetails,
    confidence: echoed ? 'verified' : 'structured',
    evidence: echoed ? 'identity with our sender context' : 'identity',
  }
}

const VENDORS: ReadonlyMap<number, string> = new Map([
  [1, 'Rockwell Automation/Allen-Bradley'],
  [47, 'Omron'],
  [90, 'HMS Industrial Networks'],
  [283, 'Hilscher'],
])

const DEVICES: ReadonlyMap<number, string> = new Map([
  [0x02, 'AC drive'],
  [0x0c, 'communications adapter'],
  [0x0e, 'PLC'],
  [0x18, 'human-machine interface'],
])

/**
 * EtherNet/IP: ODVA, CIP Networks Library volume 2, section 2-4.2.
 *
 * Asks: ListIdentity, which needs no session.
 * Known by: our sender context in an identity.
 * Version: product and revision of the identity object.
 */
export const enip: ServiceProbe = {
  name: 'enip',
  ports: [44_818],
  udpPorts: [44_818],
  rarity: 9,
  optIn: true,
  hello: listIdentity,
  datagrams: [listIdentity],
  enough: isWhole,
  matchers: [identity],
}
