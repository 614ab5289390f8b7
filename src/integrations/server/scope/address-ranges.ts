import { parseAddressSet, type AddressSet } from 'portscan-core'

export type AddressRange = ReturnType<AddressSet['ranges']>[number]

/** Reads a list of addresses, blocks and ranges; unlike a target, fe80::/10 needs no zone here. */
export function readAddresses(list: readonly string[]): AddressSet {
  return parseAddressSet(
    list.map((text) => text.replace(/^(fe[89ab][\da-f]:[\da-f:]*)(?=$|[/-])/i, '$1%any')),
  )
}

/** Those of the first that are not in the second. */
export function without(ranges: readonly AddressRange[], taken: AddressSet): AddressRange[] {
  return ranges.flatMap((range) => taken.subtractFrom(range))
}

/** As the library reads it in `allow` and `deny`: `192.0.2.0-192.0.2.9`. */
export function rangeText({ family, first, last }: AddressRange): string {
  const write = family === 4 ? textV4 : textV6
  return `${write(BigInt(first))}-${write(BigInt(last))}`
}

function textV4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join('.')
}

// The library wants to know on which interface a link-local address is meant; a set does not look at it.
function textV6(value: bigint): string {
  const groups = [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n].map((shift) => (value >> shift) & 0xffffn)
  const text = groups.map((group) => group.toString(16)).join(':')
  return value >> 118n === 0xfe80n >> 6n ? `${text}%any` : text
}
