import { cookie, sameBytes, viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `netbios-ns`. */
export interface NetbiosNsDetails {
  /** Names with their suffix byte: 0x00 workstation, 0x20 file server, 0x1c domain controllers. */
  readonly names: readonly { readonly name: string; readonly suffix: number; readonly group: boolean }[]
  /** The domain or work group. */
  readonly workgroup?: string
  /** The hardware address; zeros where Samba answers. */
  readonly mac?: string
}

const HEADER = 12
// `*` and zeros, half a byte a letter (RFC 1001, section 14.1); then NBSTAT, class IN.
const QUESTION = Buffer.from(`\x20CK${'A'.repeat(30)}\0\0\x21\0\x01`, 'latin1')
/** Name, type, class, time to live, length: what stands before the count of names. */
const BEFORE_NAMES = HEADER + 34 + 2 + 2 + 4 + 2
const NAME = 18
const MAX_NAMES = 32

function nodeStatus({ random }: HelloContext): Uint8Array {
  const header = Buffer.alloc(HEADER)
  cookie(random, 2).copy(header)
  header.writeUInt16BE(1, 4)
  return Buffer.concat([header, QUESTION])
}

const response: Matcher = (answer, { transport, sent }) => {
  const start = BEFORE_NAMES + 1
  if (transport !== 'udp' || answer.length < start || (answer[2]! & 0xf8) !== 0x80) return undefined
  // The name comes back with the type and the class that were asked for.
  if (!sameBytes(answer, HEADER, QUESTION, 0, QUESTION.length)) return undefined
  const echoed = sent !== undefined && sameBytes(answer, 0, sent, 0, 2)
  if (sent !== undefined && !echoed) return undefined
  const count = Math.min(answer[BEFORE_NAMES]!, MAX_NAMES, Math.floor((answer.length - start) / NAME))
  const names = Array.from({ length: count }, (_, at) => nameAt(answer, start + at * NAME))
  const mac = macAt(answer, start + answer[BEFORE_NAMES]! * NAME)
  const hostname = names.find(({ suffix, group }) => suffix === 0 && !group)?.name
  const workgroup = names.find(({ suffix, group }) => suffix === 0 && group)?.name
  return {
    name: 'netbios-ns',
    ...(hostname !== undefined && hostname !== '' && { hostname }),
    details: { names, ...present({ workgroup, mac }) } satisfies NetbiosNsDetails,
    confidence: echoed ? 'verified' : 'structured',
    evidence: `node status with ${count} names`,
  }
}

function nameAt(answer: Uint8Array, at: number): NetbiosNsDetails['names'][number] {
  return {
    name: cleanValue(latin1(answer, at, at + 15)) ?? '',
    suffix: answer[at + 15]!,
    group: (viewOf(answer).getUint16(at + 16) & 0x8000) !== 0,
  }
}

function macAt(answer: Uint8Array, at: number): string | undefined {
  const bytes = answer.subarray(at, at + 6)
  if (bytes.length < 6) return undefined
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(':')
}

/**
 * NetBIOS name service, RFC 1002, section 4.2.17.
 *
 * Asks: node status of `*`.
 * Known by: our id and question come back.
 */
export const netbiosNs: ServiceProbe = {
  name: 'netbios-ns',
  ports: [],
  udpPorts: [137],
  rarity: 7,
  datagrams: [nodeStatus],
  matchers: [response],
}
