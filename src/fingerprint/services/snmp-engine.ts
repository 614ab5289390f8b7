import { cleanValue, known as present, latin1 } from '../field.ts'
import { viewOf } from '../echo.ts'

/** What the name of an SNMP engine tells of its maker (RFC 3411, section 5, SnmpEngineID). */
export interface SnmpEngine {
  /** The name itself, in hexadecimal. */
  readonly id: string
  /** IANA's private enterprise number of the maker. */
  readonly enterprise: number
  readonly vendor?: string
  readonly mac?: string
  readonly address?: string
  readonly text?: string
}

/** Makers of what is often managed, by IANA's private enterprise numbers. */
const VENDORS: ReadonlyMap<number, string> = new Map([
  [2, 'IBM'],
  [9, 'Cisco'],
  [11, 'Hewlett-Packard'],
  [42, 'Sun Microsystems'],
  [43, '3Com'],
  [171, 'D-Link'],
  [236, 'Samsung'],
  [311, 'Microsoft'],
  [318, 'APC'],
  [343, 'Intel'],
  [367, 'Ricoh'],
  [534, 'Eaton'],
  [641, 'Lexmark'],
  [674, 'Dell'],
  [789, 'NetApp'],
  [890, 'Zyxel'],
  [1347, 'Kyocera'],
  [1588, 'Brocade'],
  [1602, 'Canon'],
  [1916, 'Extreme Networks'],
  [2011, 'Huawei'],
  [2021, 'UC Davis'],
  [2435, 'Brother'],
  [2636, 'Juniper'],
  [3097, 'WatchGuard'],
  [3375, 'F5'],
  [3902, 'ZTE'],
  [4413, 'Broadcom'],
  [4526, 'Netgear'],
  [6527, 'Nokia'],
  [6574, 'Synology'],
  [6876, 'VMware'],
  [8072, 'Net-SNMP'],
  [8741, 'SonicWall'],
  [10876, 'Supermicro'],
  [11863, 'TP-Link'],
  [12356, 'Fortinet'],
  [14823, 'Aruba'],
  [14988, 'MikroTik'],
  [19046, 'Lenovo'],
  [24681, 'QNAP'],
  [25461, 'Palo Alto Networks'],
  [25506, 'H3C'],
  [30065, 'Arista'],
  [41112, 'Ubiquiti'],
  [47196, 'Hewlett Packard Enterprise'],
])

/** The maker of this private enterprise number of IANA's, where it is a usual one. */
export function vendorOf(enterprise: number): string | undefined {
  return VENDORS.get(enterprise)
}

/** The parts of an engine's name; `undefined` where it has none, or one out of bounds (5 to 32 bytes). */
export function engineOf(id: Uint8Array): SnmpEngine | undefined {
  if (id.length < 5 || id.length > 32) return undefined
  const number = viewOf(id).getUint32(0)
  const enterprise = number & 0x7fff_ffff
  const named = number >= 0x8000_0000
  return {
    id: Buffer.from(id).toString('hex'),
    enterprise,
    ...present({ vendor: vendorOf(enterprise) }),
    ...(named && partOf(id[4]!, id.subarray(5))),
  }
}

/** The fifth byte says what the rest is. */
function partOf(format: number, rest: Uint8Array): Partial<SnmpEngine> {
  if (format === 1 && rest.length === 4) return { address: rest.join('.') }
  if (format === 3 && rest.length === 6)
    return { mac: Array.from(rest, (byte) => byte.toString(16).padStart(2, '0')).join(':') }
  return format === 4 ? present({ text: cleanValue(latin1(rest)) }) : {}
}
