import { parseAddress, parseIPv4 } from '../../net/address.ts'
import { blockV4, blockV6 } from '../../net/address-range.ts'

/**
 * Whether an address is in what a target means: an address, a block, a first and a last address, or ranges of octets
 * (`192.0.2.1-20`, `10.0-3.1,7.*`). Of a name nobody knows.
 */
export function isInTarget(address: string, target: string): boolean {
  if (address === target) return true
  const [base = '', length] = target.split('/')
  if (length !== undefined) return isInBlock(address, base, length)
  const [first = '', last] = target.split('-')
  if (last !== undefined && parseIPv4(first) !== undefined && parseIPv4(last) !== undefined) {
    const value = parseIPv4(address)
    return value !== undefined && value >= parseIPv4(first)! && value <= parseIPv4(last)!
  }
  return isInOctets(address, target)
}

function isInBlock(address: string, base: string, length: string): boolean {
  const [one, block] = [parseAddress(address), parseAddress(base)]
  const bits = /^\d{1,3}$/.test(length) ? Number(length) : Infinity
  if (one?.family === 4 && block?.family === 4 && bits <= 32) {
    const { first, last } = blockV4(block.value, bits)
    return one.value >= first && one.value <= last
  }
  if (one?.family !== 6 || block?.family !== 6 || bits > 128) return false
  const { first, last } = blockV6(block.value, bits)
  return one.zone === block.zone && one.value >= first && one.value <= last
}

function isInOctets(address: string, pattern: string): boolean {
  const octets = address.split('.')
  const parts = pattern.split('.')
  if (parseIPv4(address) === undefined || parts.length !== 4) return false
  return parts.every((part, at) => part.split(',').some((range) => isInOctet(Number(octets[at]), range)))
}

function isInOctet(octet: number, range: string): boolean {
  if (range === '*' || range === '-') return true
  const [, first = '', dash, last = ''] = /^(\d{0,3})(-)?(\d{0,3})$/.exec(range) ?? []
  if (first === '' && last === '') return false
  if (dash === undefined) return octet === Number(first)
  return octet >= Number(first || 0) && octet <= Number(last || 255)
}
