import type { Family } from '../model/host.ts'

// A SYN (RFC 9293, section 3.1) as it goes to a raw socket: over IPv4 with its header (RFC 791), over IPv6 without.

/** Room for either. */
export const SYN_ROOM = 64
export const IPV4_HEADER = 20
/** With the one option that every stack sends: firewalls drop a SYN without any. */
export const SYN_LENGTH = 24
export const TCP_PROTOCOL = 6

const WINDOW = 64_240
/** Data offset of six words; SYN. */
const OFFSET_AND_FLAGS = 0x6002
/** Maximum segment size (RFC 9293, section 3.7.1): what an Ethernet takes, in IPv4 and in IPv6. */
const MSS_KIND = 0x0204
const MSS_4 = 1_460
const MSS_6 = 1_440

/** Where a packet begins in the header that each family's socket wants. */
export const tcpStart = (family: Family): number => (family === 4 ? IPV4_HEADER : 0)

/** Writes what is the same in every SYN of a family. */
export function prepareSyn(view: DataView, family: Family): void {
  const tcp = tcpStart(family)
  if (family === 4) {
    view.setUint16(0, 0x4500)
    view.setUint16(2, IPV4_HEADER + SYN_LENGTH)
    // Must not be fragmented.
    view.setUint16(6, 0x4000)
    view.setUint8(8, 64)
    view.setUint8(9, TCP_PROTOCOL)
  }
  view.setUint32(tcp + 8, 0)
  view.setUint16(tcp + 12, OFFSET_AND_FLAGS)
  view.setUint16(tcp + 14, WINDOW)
  view.setUint32(tcp + 16, 0)
  view.setUint16(tcp + 20, MSS_KIND)
  view.setUint16(tcp + 22, family === 4 ? MSS_4 : MSS_6)
}

/** Writes ports and sequence number, which is all that IPv6 needs: there the system adds source and checksum. */
export function addressSyn(view: DataView, family: Family, from: number, to: number, sequence: number): void {
  const tcp = tcpStart(family)
  view.setUint16(tcp, from)
  view.setUint16(tcp + 2, to)
  view.setInt32(tcp + 4, sequence)
}

/** The sum of all that is the same in an IPv4 SYN and its pseudo header. */
const SAME = TCP_PROTOCOL + SYN_LENGTH + OFFSET_AND_FLAGS + WINDOW + MSS_KIND + MSS_4

/** Writes the addresses of IPv4, as words, and the checksum of TCP (RFC 9293, section 3.1). The system adds that of IPv4. */
export function finishSyn4(view: DataView, source: number, destination: number): void {
  const tcp = IPV4_HEADER
  view.setInt32(12, source)
  view.setInt32(16, destination)
  // Not 0, which has the system think of one.
  view.setUint16(4, view.getUint16(tcp + 6) | 1)
  let sum = SAME + (source >>> 16) + (source & 0xffff) + (destination >>> 16) + (destination & 0xffff)
  for (let word = tcp; word < tcp + 8; word += 2) sum += view.getUint16(word)
  sum = (sum >>> 16) + (sum & 0xffff)
  sum = (sum >>> 16) + (sum & 0xffff)
  view.setUint16(tcp + 16, ~sum & 0xffff)
}
