import type { Family } from '../model/host.ts'
import { BYTE, BYTE_X, HALF, HALF_X, HEADER_X, type Instruction } from './socket-filter.ts'
import { TCP_PROTOCOL } from './syn-packet.ts'

const AND = 0x54
const JUMP_EQUAL = 0x15
const JUMP_ANY_BIT = 0x45
const RETURN = 0x06
/** More than any packet that answers. */
const PASS = 0xffff
const ACK = 0x10
const SYN_OR_RST = 0x06

/** The ports that a number with these bits is one of. */
export interface PortBits {
  readonly base: number
  readonly mask: number
}

type Step = readonly [code: number, number: number]

/**
 * Lets only those packets of TCP into a raw socket that may answer a SYN from a block of ports: the system throws the
 * rest away before it is copied. Over IPv4 packets begin with the IP header.
 */
export function tcpFilter(family: Family, { base, mask }: PortBits): Instruction[] {
  const [half, byte] = family === 4 ? [HALF_X, BYTE_X] : [HALF, BYTE]
  return program([
    ...(family === 4 ? [[HEADER_X, 0] as const] : []),
    [half, 2],
    [AND, mask],
    [JUMP_EQUAL, base],
    [byte, 13],
    [JUMP_ANY_BIT, ACK],
    [JUMP_ANY_BIT, SYN_OR_RST],
  ])
}

/** Likewise for ICMP and ICMPv6 messages that quote a packet of TCP from a block of ports. */
export function icmpFilter(family: Family, { base, mask }: PortBits): Instruction[] {
  if (family === 6) {
    return program([
      [BYTE, 14],
      [JUMP_EQUAL, TCP_PROTOCOL],
      [HALF, 48],
      [AND, mask],
      [JUMP_EQUAL, base],
    ])
  }
  return program([
    [HEADER_X, 0],
    // Ours are sent without IP options.
    [BYTE_X, 8],
    [JUMP_EQUAL, 0x45],
    [BYTE_X, 17],
    [JUMP_EQUAL, TCP_PROTOCOL],
    [HALF_X, 28],
    [AND, mask],
    [JUMP_EQUAL, base],
  ])
}

/** Every comparison must hold; a load past the end lets nothing through, which is the system's own rule. */
function program(steps: readonly Step[]): Instruction[] {
  const end = steps.length
  const tests: Instruction[] = steps.map(([code, number], at) =>
    code === JUMP_EQUAL || code === JUMP_ANY_BIT ? [code, 0, end - at, number] : [code, 0, 0, number],
  )
  return [...tests, [RETURN, 0, 0, PASS], [RETURN, 0, 0, 0]]
}
