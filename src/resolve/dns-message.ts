import { readName, skipName } from './dns-name.ts'

/** Record types and classes that are read here (RFC 1035, section 3.2; RFC 3596; RFC 6891). */
export const RECORD = { A: 1, CNAME: 5, SOA: 6, PTR: 12, AAAA: 28 } as const
export type AskedType = typeof RECORD.A | typeof RECORD.AAAA | typeof RECORD.PTR
const CLASS_IN = 1

/** Response codes (RFC 1035, section 4.1.1). */
export const RCODE = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5 } as const

/** Where a record lies in its message: nothing of it is decoded yet. */
export interface DnsRecord {
  /** Offset of the owner's name. */
  readonly owner: number
  readonly type: number
  /** Offset of the type, behind the owner's name. */
  readonly fixed: number
  /** Offset of the data. */
  readonly data: number
  readonly size: number
}

/** A message whose every name and length has been walked, so that decoding a part of it can neither fail nor take long. */
export interface DnsMessage {
  readonly bytes: Uint8Array
  readonly rcode: number
  /** The server cut the answer to fit the datagram: ask again by TCP (RFC 2181, section 9). */
  readonly truncated: boolean
  /** The records of class IN in the answer section. */
  readonly answers: readonly DnsRecord[]
  /** The authority section holds a start of authority, which marks "no such data" (RFC 2308, section 2.2). */
  readonly authority: boolean
}

const HEADER = 12
const QUESTION_MIN = 5
const RECORD_MIN = 11

/**
 * Walks a message once, in time that its length bounds, and gives the places of its records; `undefined` when the
 * counts promise more than the bytes can hold, a name breaks a rule, or a record runs over the end.
 */
export function readMessage(bytes: Uint8Array): DnsMessage | undefined {
  if (bytes.length < HEADER || bytes.length > 0xffff) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const [questions, answers, authorities, extras] = [4, 6, 8, 10].map((at) => view.getUint16(at)) as Counts
  const least = HEADER + QUESTION_MIN * questions + RECORD_MIN * (answers + authorities + extras)
  if (least > bytes.length) return undefined

  let at: number | undefined = HEADER
  for (let left = questions; left > 0; left--) {
    at = skipName(bytes, at)
    if (at === undefined || at + 4 > bytes.length) return undefined
    at += 4
  }
  const sections: DnsRecord[][] = []
  for (const count of [answers, authorities, extras]) {
    const section = readSection(view, bytes, at, count)
    if (section === undefined) return undefined
    at = section.end
    sections.push(section.records)
  }
  return {
    bytes,
    rcode: bytes[3]! & 0x0f,
    truncated: (bytes[2]! & 0x02) !== 0,
    answers: sections[0]!,
    authority: sections[1]!.some(({ type }) => type === RECORD.SOA),
  }
}

type Counts = [number, number, number, number]

function readSection(
  view: DataView,
  bytes: Uint8Array,
  start: number,
  count: number,
): { records: DnsRecord[]; end: number } | undefined {
  const records: DnsRecord[] = []
  let owner = start
  for (let left = count; left > 0; left--) {
    const fixed = skipName(bytes, owner)
    if (fixed === undefined || fixed + 10 > bytes.length) return undefined
    const record = {
      owner,
      type: view.getUint16(fixed),
      fixed,
      data: fixed + 10,
      size: view.getUint16(fixed + 8),
    }
    const end = record.data + record.size
    if (end > bytes.length || !isSound(bytes, record)) return undefined
    if (view.getUint16(fixed + 2) === CLASS_IN) records.push(record)
    owner = end
  }
  return { records, end: owner }
}

// The data of the types that are decoded later: of the right size, a name that fills it exactly.
function isSound(bytes: Uint8Array, { type, data, size }: DnsRecord): boolean {
  if (type === RECORD.A) return size === 4
  if (type === RECORD.AAAA) return size === 16
  if (type === RECORD.CNAME || type === RECORD.PTR) return skipName(bytes, data) === data + size
  return true
}

/** The name that a sound CNAME or PTR record holds, as octets. */
export function nameIn(message: DnsMessage, record: DnsRecord): Uint8Array {
  const name = readName(message.bytes, record.data)
  if (name === undefined) throw new TypeError('a record of a message that was not read')
  return name
}
