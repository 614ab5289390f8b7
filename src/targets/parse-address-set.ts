import { ScanError } from '../model/errors.ts'
import type { AddressRange } from '../net/address-range.ts'
import { AddressSet } from '../net/address-set.ts'
import { PATTERN_PART, patternRangeCount, patternRanges } from './octet-pattern.ts'
import { parseTargets, type ParsedTarget } from './parse-target.ts'
import { quoteInput } from './quote-input.ts'

/**
 * Reads an exclusion, allow or deny list: addresses, blocks, ranges and patterns, written as targets are. Names and
 * ports have no place in it: `ERR_TARGET`.
 *
 * @example
 * parseAddressSet(['10.0.0.0/8', '192.0.2.1-20', '2001:db8::/32']).has('10.1.2.3') // true
 */
export function parseAddressSet(list: string | Iterable<string>): AddressSet {
  const texts = typeof list === 'string' ? [list] : [...list]
  return new AddressSet(texts.flatMap((text) => parseTargets(text)).flatMap(rangesOf))
}

function rangesOf(target: ParsedTarget): readonly AddressRange[] {
  const fail = (trouble: string): never => {
    const message = `${quoteInput(target.text)} ${trouble} (a right list: '10.0.0.0/8 192.0.2.1-20')`
    throw new ScanError('ERR_TARGET', message, { input: target.text, position: 0 })
  }
  if (target.kind === 'name') return fail('is a name, where only addresses and ranges can stand')
  if (target.ports !== undefined) return fail('has ports, where only addresses and ranges can stand')
  if (target.kind === 'range') return [target.range]
  if (patternRangeCount(target.pattern) > PATTERN_PART) return fail('stands for more than 65,536 ranges')
  return [...patternRanges(target.pattern)].flat()
}
