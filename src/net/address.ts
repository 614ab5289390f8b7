import { isIPv4, isIPv6 } from 'node:net'
import type { Family } from '../model/host.ts'

/** The longest text an address can be, with the longest zone we take. Longer text is refused before it is read. */
const LONGEST = 45 + 1 + 32

const ZONE = /^[\w.:@~-]{1,32}$/

/** An address as a number: 32 bits of IPv4, or 128 bits of IPv6 and perhaps the zone it is meant in (RFC 4007). */
export type Address = AddressV4 | AddressV6

export interface AddressV4 {
  readonly family: 4
  readonly value: number
}

export interface AddressV6 {
  readonly family: 6
  readonly value: bigint
  readonly zone?: string
}

/** 4 or 6, or `undefined` for text that is no address. */
export function familyOf(text: string): Family | undefined {
  if (isIPv4(text)) return 4
  return parseAddress(text) === undefined ? undefined : 6
}

/** Reads one address; `undefined` for anything else. Dotted quads are strict: no octal, no short forms. */
export function parseAddress(text: string): Address | undefined {
  const value = parseIPv4(text)
  if (value !== undefined) return { family: 4, value }
  if (text.length > LONGEST || !isIPv6(text)) return undefined
  const percent = text.indexOf('%')
  if (percent < 0) return { family: 6, value: readIPv6(text) }
  const zone = text.slice(percent + 1)
  return ZONE.test(zone) ? { family: 6, value: readIPv6(text.slice(0, percent)), zone } : undefined
}

/** A strict dotted quad as 32 bits: four decimal octets without leading zeros; `undefined` for anything else. */
export function parseIPv4(text: string): number | undefined {
  if (text.length < 7 || text.length > 15) return undefined
  let value = 0
  let octet = -1
  let dots = 0
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit >= 0 && digit <= 9) {
      if (octet === 0) return undefined
      octet = octet < 0 ? digit : octet * 10 + digit
      if (octet > 255) return undefined
    } else {
      if (digit !== -2 || octet < 0 || ++dots > 3) return undefined
      value = value * 256 + octet
      octet = -1
    }
  }
  return dots === 3 && octet >= 0 ? value * 256 + octet : undefined
}

// Node has said that the text is an IPv6 address, so this only has to add it up.
function readIPv6(text: string): bigint {
  const [head, tail] = text.split('::') as [string, string?]
  const before = readGroups(head)
  const after = tail === undefined ? [] : readGroups(tail)
  const groups = [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after]
  let value = 0n
  for (let at = 0; at < 8; at += 2) value = (value << 32n) | BigInt(groups[at]! * 0x10000 + groups[at + 1]!)
  return value
}

function readGroups(text: string): number[] {
  if (text === '') return []
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [parseInt(group, 16)]
    const dotted = parseIPv4(group)!
    return [dotted >>> 16, dotted & 0xffff]
  })
}

export function formatIPv4(value: number): string {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`
}

/** As RFC 5952 wants it: lower case, the first longest run of zero groups shortened, `::ffff:192.0.2.1` dotted. */
export function formatIPv6(value: bigint, zone?: string): string {
  const words = [96n, 64n, 32n, 0n].map((shift) => Number(BigInt.asUintN(32, value >> shift)))
  const suffix = zone === undefined ? '' : `%${zone}`
  if (words[0] === 0 && words[1] === 0 && words[2] === 0xffff)
    return `::ffff:${formatIPv4(words[3]!)}${suffix}`
  const groups = words.flatMap((word) => [word >>> 16, word & 0xffff])
  const [start, length] = longestZeros(groups)
  const hex = groups.map((group) => group.toString(16))
  if (length < 2) return hex.join(':') + suffix
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}${suffix}`
}

function longestZeros(groups: readonly number[]): [start: number, length: number] {
  let start = 0
  let length = 0
  let run = 0
  for (let at = 0; at < 8; at++) {
    run = groups[at] === 0 ? run + 1 : 0
    if (run > length) {
      length = run
      start = at - run + 1
    }
  }
  return [start, length]
}

export function formatAddress(address: Address): string {
  return address.family === 4 ? formatIPv4(address.value) : formatIPv6(address.value, address.zone)
}

/** For sorting: IPv4 before IPv6, then by number, then by zone. Text that is no address comes last. */
export function compareAddresses(a: string, b: string): number {
  const [left, right] = [parseAddress(a), parseAddress(b)]
  if (left === undefined || right === undefined) {
    if (left !== right) return left === undefined ? 1 : -1
    return a < b ? -1 : a > b ? 1 : 0
  }
  if (left.family !== right.family) return left.family - right.family
  if (left.value !== right.value) return left.value < right.value ? -1 : 1
  const [zoneA, zoneB] = [zoneOf(left), zoneOf(right)]
  return zoneA < zoneB ? -1 : zoneA > zoneB ? 1 : 0
}

function zoneOf(address: Address): string {
  return address.family === 6 ? (address.zone ?? '') : ''
}
