import { constants } from 'node:os'
import type { Endpoint } from '../model/endpoint.ts'
import type { Family } from '../model/host.ts'
import { formatIPv4, formatIPv6, parseAddress } from '../net/address.ts'
import { CANCELLED, SELF_CONNECT } from '../net/outcome.ts'

/** Words of an order: id, kind with family and port, four of the address. */
export const ORDER_WORDS = 6
/** Words of an answer: id, code, microseconds, flags. Each order but `CANCEL` and `STOP` gets just one. */
export const ANSWER_WORDS = 4

export const DIAL = 1
export const CANCEL = 2
export const STOP = 3

/** Codes of an answer beside the system's error numbers, which are above 0. */
export const OPENED = 0
export const MET_ITSELF = -1
export const GAVE_UP = -2
export const UNHEARD_OF = -3
/** Nobody dialled: the thread is gone, or has no room. */
export const NOT_DIALLED = -4

/** A raw SYN was answered by a reset. */
export const RESET = -5
/** A raw SYN was answered by an ICMP message, of which `icmpIn` reads family, type and code: from here on downwards. */
const ICMP = -(4 << 16)

export const icmpNumber = (family: Family, type: number, code: number): number =>
  -((family << 16) | (type << 8) | code)

/** The ICMP message that a code stands for, if it stands for one. */
export function icmpIn(code: number): readonly [family: Family, type: number, code: number] | undefined {
  if (code > ICMP) return undefined
  return [(-code >> 16) as Family, (-code >> 8) & 0xff, -code & 0xff]
}

/** Flags of an answer: our own machine said it before a packet was sent; it was said at `bind`. */
export const LOCAL = 1
export const AT_BIND = 2

/** The four words of an address, as they stand in a socket address; IPv4 is the first of them. */
export type AddressWords = readonly [number, number, number, number]

/** Nothing for an address with a zone, which only the system's own look-up can read. */
export function addressWords(text: string): AddressWords | undefined {
  const address = parseAddress(text)
  if (address === undefined) return undefined
  if (address.family === 4) return [address.value | 0, 0, 0, 0]
  if (address.zone !== undefined) return undefined
  const word = (shift: bigint): number => Number((address.value >> shift) & 0xffffffffn) | 0
  return [word(96n), word(64n), word(32n), word(0n)]
}

/** The text of the address whose words stand there. */
export function addressText(family: Family, words: Int32Array, at: number): string {
  if (family === 4) return formatIPv4(words[at]! >>> 0)
  let value = 0n
  for (let word = at; word < at + 4; word++) value = (value << 32n) | BigInt(words[word]! >>> 0)
  return formatIPv6(value)
}

/** Writes an order to dial: the how-manieth try of the endpoint it is, too. */
export function writeDial(
  words: Int32Array,
  at: number,
  id: number,
  { family, port }: Endpoint,
  address: AddressWords,
  attempt = 0,
): void {
  words[at] = id
  words[at + 1] = DIAL | (family << 4) | (port << 8) | (attempt << 24)
  words[at + 2] = address[0]
  words[at + 3] = address[1]
  words[at + 4] = address[2]
  words[at + 5] = address[3]
}

/** Where the words of the address begin in an order. */
export const ADDRESS = 2

export const kindOf = (word: number): number => word & 15
export const familyIn = (word: number): Family => ((word >> 4) & 15) as Family
export const portIn = (word: number): number => (word >>> 8) & 0xffff
/** The last eight bits of it. */
export const attemptIn = (word: number): number => word >>> 24

const numbers = new Map<string, number>([
  ...Object.entries(constants.errno),
  [SELF_CONNECT, MET_ITSELF],
  [CANCELLED, GAVE_UP],
  // As libuv calls what it has no name for.
  ['UNKNOWN', UNHEARD_OF],
])
// Two names of one number: the one that comes first in the list is the usual one.
const names = new Map([...numbers].reverse().map(([name, number]) => [number, name]))

/** The number that says an error code to another thread. */
export function numberOf(code: string): number {
  return numbers.get(code) ?? UNHEARD_OF
}

/** The error code that a number stands for. */
export function codeOf(number: number): string {
  return names.get(number) ?? `errno ${number}`
}
