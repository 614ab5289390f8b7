import { ScanError } from '../model/errors.ts'
import type { Family } from '../model/host.ts'
import { formatAddress, parseAddress, type Address } from '../net/address.ts'
import { blockV4, blockV6 } from '../net/address-range.ts'

/** Addresses that one name with a prefix length may stand for, at most. */
export const MAX_BLOCK = 65_536

/** The family that a prefix length behind a name is meant for: 0 to 32 is IPv4's, 33 to 128 IPv6's. */
export function familyOfPrefix(prefix: number): Family {
  return prefix <= 32 ? 4 : 6
}

/**
 * All addresses of the blocks of this prefix length around addresses of its family, in order and without repeats.
 * Throws `ERR_TARGET` where they are more than 65,536.
 */
export function addressesAround(addresses: readonly string[], prefix: number): readonly string[] {
  const around = new Set<string>()
  for (const address of addresses) {
    for (const one of block(address, prefix)) around.add(one)
    if (around.size > MAX_BLOCK) throw tooMany(address, prefix)
  }
  return [...around]
}

function block(address: string, prefix: number): readonly string[] {
  const center = parseAddress(address)
  if (center?.family !== familyOfPrefix(prefix)) return []
  const free = (center.family === 4 ? 32 : 128) - prefix
  if (2 ** free > MAX_BLOCK) throw tooMany(address, prefix)
  return Array.from({ length: 2 ** free }, (_, index) => formatAddress(nth(center, prefix, index)))
}

function nth(center: Address, prefix: number, index: number): Address {
  if (center.family === 4) return { family: 4, value: blockV4(center.value, prefix).first + index }
  return { ...center, value: blockV6(center.value, prefix).first + BigInt(index) }
}

function tooMany(address: string, prefix: number): ScanError {
  return new ScanError(
    'ERR_TARGET',
    `/${prefix} around ${address} makes more than ${MAX_BLOCK} addresses of one name; give a longer prefix, or the range as addresses`,
    { input: `${address}/${prefix}` },
  )
}
