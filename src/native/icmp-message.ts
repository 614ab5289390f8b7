import type { Family } from '../model/host.ts'

/** Bytes of our own in each echo request, by which its reply is known: nobody can make one who has not seen them. */
export const COOKIE = 8

const HEADER = 8
const REQUEST: Readonly<Record<Family, number>> = { 4: 8, 6: 128 }
export const ECHO_REPLY: Readonly<Record<Family, number>> = { 4: 0, 6: 129 }

/** What of an echo message tells whose it is. */
export interface Echo {
  readonly id: number
  readonly sequence: number
  readonly cookie: bigint
}

/** An echo request (RFC 792; RFC 4443, section 4.1). The checksum of ICMPv6 is the system's to make: it is over IP too. */
export function echoRequest(family: Family, { id, sequence, cookie }: Echo): Uint8Array {
  const view = new DataView(new ArrayBuffer(HEADER + COOKIE))
  view.setUint8(0, REQUEST[family])
  view.setUint16(4, id)
  view.setUint16(6, sequence)
  view.setBigUint64(HEADER, cookie)
  if (family === 4) view.setUint16(2, internetChecksum(view))
  return new Uint8Array(view.buffer)
}

/** What came back, from where ICMP begins; nothing for what is no reply to an echo of ours. */
export function readEchoReply(family: Family, bytes: Uint8Array): Echo | undefined {
  if (bytes.length < HEADER + COOKIE || bytes[0] !== ECHO_REPLY[family] || bytes[1] !== 0) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return { id: view.getUint16(4), sequence: view.getUint16(6), cookie: view.getBigUint64(HEADER) }
}

/** What an IPv4 packet carries behind its header (RFC 791), where that is as long as it says. */
export function packetBody(packet: Uint8Array): Uint8Array | undefined {
  const [first = 0] = packet
  const length = 4 * (first & 0x0f)
  return first >> 4 === 4 && length >= 20 && packet.length >= length ? packet.subarray(length) : undefined
}

/** The ones' complement of the sum of all 16-bit words (RFC 1071), of an even number of bytes. */
export function internetChecksum(view: DataView): number {
  let sum = 0
  for (let at = 0; at < view.byteLength; at += 2) sum += view.getUint16(at)
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  return ~sum & 0xffff
}
