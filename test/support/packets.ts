import type { Family } from '../../src/model/host.ts'

/** The ends of a SYN of ours, as the packets that answer it tell them. Addresses are words, IPv4 in the first. */
export interface SynEnds {
  readonly family: Family
  readonly own: readonly number[]
  readonly peer: readonly number[]
  readonly from: number
  readonly port: number
  readonly sequence: number
}

const TCP = 6

/** A TCP packet of the peer: over IPv4 with its IP header (and so many words of options), over IPv6 without. */
export function tcpAnswer(ends: SynEnds, flags: number, acknowledged: number, options = 0): DataView {
  const { family, own, peer, from, port } = ends
  const segment = new DataView(new ArrayBuffer(20))
  segment.setUint16(0, port)
  segment.setUint16(2, from)
  segment.setUint32(4, 0x1234_5678)
  segment.setInt32(8, acknowledged)
  segment.setUint8(12, 5 << 4)
  segment.setUint8(13, flags)
  return family === 4 ? inIpv4(TCP, peer, own, segment, options) : segment
}

/** An ICMP message about the SYN: over IPv4 with its IP header, over IPv6 without. */
export function icmpAnswer(ends: SynEnds, type: number, code: number, quoted = 8): DataView {
  const { family, own, peer, from, port, sequence } = ends
  const segment = new DataView(new ArrayBuffer(quoted))
  if (quoted >= 8) {
    segment.setUint16(0, from)
    segment.setUint16(2, port)
    segment.setInt32(4, sequence)
  }
  const packet = family === 4 ? inIpv4(TCP, own, peer, segment) : inIpv6(TCP, own, peer, segment)
  const message = new DataView(new ArrayBuffer(8 + packet.byteLength))
  message.setUint8(0, type)
  message.setUint8(1, code)
  copy(packet, message, 8)
  // A router on the way says it.
  return family === 4 ? inIpv4(1, [0x7f00_0063], own, message) : message
}

function inIpv4(
  protocol: number,
  source: readonly number[],
  destination: readonly number[],
  content: DataView,
  options = 0,
): DataView {
  const header = 20 + 4 * options
  const packet = new DataView(new ArrayBuffer(header + content.byteLength))
  packet.setUint8(0, 0x40 | (header / 4))
  packet.setUint16(2, packet.byteLength)
  packet.setUint8(8, 64)
  packet.setUint8(9, protocol)
  packet.setInt32(12, source[0]!)
  packet.setInt32(16, destination[0]!)
  copy(content, packet, header)
  return packet
}

function inIpv6(
  protocol: number,
  source: readonly number[],
  destination: readonly number[],
  content: DataView,
): DataView {
  const packet = new DataView(new ArrayBuffer(40 + content.byteLength))
  packet.setUint8(0, 0x60)
  packet.setUint16(4, content.byteLength)
  packet.setUint8(6, protocol)
  packet.setUint8(7, 64)
  for (let word = 0; word < 4; word++) {
    packet.setInt32(8 + 4 * word, source[word]!)
    packet.setInt32(24 + 4 * word, destination[word]!)
  }
  copy(content, packet, 40)
  return packet
}

function copy(from: DataView, to: DataView, at: number): void {
  new Uint8Array(to.buffer).set(new Uint8Array(from.buffer), at)
}
