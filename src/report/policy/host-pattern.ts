import { domainToASCII } from 'node:url'
import { parseAddress, parseIPv4 } from '../../net/address.ts'
import { blockV4, blockV6, rangeSize, unmapRange, type AddressRange } from '../../net/address-range.ts'
import { AddressSet } from '../../net/address-set.ts'

/** Which hosts an entry is about. */
export type HostPattern =
  | { readonly kind: 'range'; readonly range: AddressRange; readonly set: AddressSet }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'tag'; readonly tag: string }

/** An address, a block, a range or a name; `undefined` for text that is none of them. */
export function parseHostPattern(text: string): HostPattern | undefined {
  const range = parseRange(text)
  if (range !== undefined) return { kind: 'range', range, set: new AddressSet([range]) }
  const name = hostName(text)
  return name === undefined ? undefined : { kind: 'name', name }
}

/** The lower, the more specific. Names and single addresses come first, then tags, then ranges by size. */
export function breadth(pattern: HostPattern): bigint {
  if (pattern.kind === 'name') return 0n
  if (pattern.kind === 'tag') return 2n
  const size = rangeSize(pattern.range)
  return size === 1n ? 1n : size + 2n
}

/** Whether a pattern stands for one host. */
export function isOneHost(pattern: HostPattern): boolean {
  return pattern.kind === 'name' || (pattern.kind === 'range' && rangeSize(pattern.range) === 1n)
}

/** A name as the report has it: lower case, Punycode, without the last dot. */
export function hostName(text: string): string | undefined {
  const ascii = text.length > 253 || /[\p{C}%:/?#@[\]\\\s]/u.test(text) ? '' : domainToASCII(text)
  const labels = ascii.replace(/\.$/, '').split('.')
  const fits = labels.every((label) => /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/.test(label))
  // What looks like an address or a range and is none is not a name either.
  return fits && !/^[\d-]+$/.test(labels.at(-1)!) ? labels.join('.') : undefined
}

/** `192.0.2.1`, `192.0.2.0/28`, `192.0.2.1-192.0.2.9`, `192.0.2.1-20`, and their like in IPv6. */
export function parseRange(text: string): AddressRange | undefined {
  const one = parseAddress(text)
  if (one !== undefined) return unmapRange(rangeOf(text, text)!)
  const [, base = '', length] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? []
  if (length !== undefined) return block(base, Number(length))
  const [, first = '', last] = /^([^-]+)-([^-]+)$/.exec(text) ?? []
  if (last === undefined) return undefined
  const short = parseIPv4(first) !== undefined && /^\d{1,3}$/.test(last)
  return rangeOf(first, short ? `${first.slice(0, first.lastIndexOf('.'))}.${last}` : last)
}

function block(base: string, length: number): AddressRange | undefined {
  const address = parseAddress(base)
  if (address?.family === 4) return length <= 32 ? blockV4(address.value, length) : undefined
  if (address === undefined || length > 128) return undefined
  return unmapRange(blockV6(address.value, length, address.zone))
}

function rangeOf(firstText: string, lastText: string): AddressRange | undefined {
  const [first, last] = [parseAddress(firstText), parseAddress(lastText)]
  if (first?.family === 4 && last?.family === 4) {
    return first.value > last.value ? undefined : { family: 4, first: first.value, last: last.value }
  }
  if (first?.family !== 6 || last?.family !== 6 || first.value > last.value) return undefined
  const { zone } = first
  return { family: 6, first: first.value, last: last.value, ...(zone !== undefined && { zone }) }
}
