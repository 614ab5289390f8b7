import type { Family } from '../model/host.ts'
import { outcomeOfIcmp } from '../net/outcome.ts'
import { icmpNumber, OPENED, RESET } from '../threads/dial-records.ts'
import { IPV4_HEADER, TCP_PROTOCOL } from './syn-packet.ts'

/** What a packet says of a SYN of ours, if it is about one: filled again and again. */
export interface SynAnswer {
  family: Family
  /** The address that was asked, from the first word on. */
  readonly address: Int32Array
  /** The port that was asked. */
  port: number
  /** The port that we asked from. */
  from: number
  /** The sequence number of the SYN. */
  sequence: number
  /** As in a record of an answer. */
  code: number
}

export function emptyAnswer(): SynAnswer {
  return { family: 4, address: new Int32Array(4), port: 0, from: 0, sequence: 0, code: 0 }
}

const TCP_HEADER = 20
const IPV6_HEADER = 40
const SYN = 0x02
const RST = 0x04
const ACK = 0x10
/** Ports and sequence number: what an ICMP message must quote of TCP (RFC 792), and all that is read of it. */
const QUOTED = 8

/** Reads a packet of TCP over IPv4, from its IP header on. False where it answers no SYN. */
export function readTcp4(view: DataView, length: number, answer: SynAnswer): boolean {
  const start = headerOf4(view, 0, length)
  if (start < 0 || !readTcp(view, start, length, answer)) return false
  answer.family = 4
  answer.address[0] = view.getInt32(12)
  return true
}

/** Reads a packet of TCP over IPv6, from its TCP header on; who sent it stands in `address` already. */
export function readTcp6(view: DataView, length: number, answer: SynAnswer): boolean {
  answer.family = 6
  return readTcp(view, 0, length, answer)
}

/**
 * A SYN is answered by what acknowledges it, just it (RFC 9293, section 3.10.7.3). Checksums are not looked at: those of
 * packets that never left this machine are not made yet, and ports with sequence number say more.
 */
function readTcp(view: DataView, at: number, length: number, answer: SynAnswer): boolean {
  if (length < at + TCP_HEADER) return false
  const flags = view.getUint8(at + 13)
  if ((flags & ACK) === 0 || (flags & (SYN | RST)) === 0) return false
  answer.port = view.getUint16(at)
  answer.from = view.getUint16(at + 2)
  answer.sequence = (view.getInt32(at + 8) - 1) | 0
  answer.code = (flags & RST) === 0 ? OPENED : RESET
  return true
}

/** Reads a message of ICMP (RFC 792), from its IP header on: what became of a packet that it quotes. */
export function readIcmp4(view: DataView, length: number, answer: SynAnswer): boolean {
  const start = headerOf4(view, 0, length)
  if (start < 0 || length < start + 8) return false
  const quoted = headerOf4(view, start + 8, length)
  if (quoted < 0 || view.getUint8(start + 17) !== TCP_PROTOCOL || length < quoted + QUOTED) return false
  answer.address[0] = view.getInt32(start + 24)
  return readIcmp(view, start, quoted, 4, answer)
}

/** Reads a message of ICMPv6 (RFC 4443), from its own header on. Our packets have no extension headers. */
export function readIcmp6(view: DataView, length: number, answer: SynAnswer): boolean {
  const quoted = 8 + IPV6_HEADER
  if (length < quoted + QUOTED || view.getUint8(8) >> 4 !== 6 || view.getUint8(14) !== TCP_PROTOCOL)
    return false
  for (let word = 0; word < 4; word++) answer.address[word] = view.getInt32(32 + 4 * word)
  return readIcmp(view, 0, quoted, 6, answer)
}

function readIcmp(view: DataView, at: number, quoted: number, family: Family, answer: SynAnswer): boolean {
  const [type, code] = [view.getUint8(at), view.getUint8(at + 1)]
  if (outcomeOfIcmp(family, type, code) === undefined) return false
  answer.family = family
  answer.from = view.getUint16(quoted)
  answer.port = view.getUint16(quoted + 2)
  answer.sequence = view.getInt32(quoted + 4)
  answer.code = icmpNumber(family, type, code)
  return true
}

/** Where what an IPv4 header carries begins; -1 where it is none, or that of a later fragment. */
function headerOf4(view: DataView, at: number, length: number): number {
  if (length < at + IPV4_HEADER) return -1
  const first = view.getUint8(at)
  const size = (first & 0x0f) * 4
  const later = (view.getUint16(at + 6) & 0x1fff) !== 0
  return first >> 4 !== 4 || size < IPV4_HEADER || later ? -1 : at + size
}
