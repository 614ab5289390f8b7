import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatIPv4 } from '../../../src/net/address.ts'
import { formatRange } from '../../../src/net/address-range.ts'
import { patternRangeCount, patternRanges, patternSize } from '../../../src/targets/octet-pattern.ts'
import { parseTargets } from '../../../src/targets/parse-target.ts'

describe('octet patterns', () => {
  const word = fc.nat({ max: 0xffff_ffff })

  test('a pattern has the addresses whose octets it allows, each once, in order', () => {
    const octet = fc.oneof(
      fc.nat({ max: 255 }).map(String),
      fc
        .tuple(fc.nat({ max: 255 }), fc.nat({ max: 3 }))
        .map(([from, more]) => `${from}-${Math.min(255, from + more)}`),
    )
    const list = fc.array(octet, { minLength: 1, maxLength: 2 }).map((parts) => parts.join(','))
    const tail = fc.oneof(
      fc.tuple(list, list),
      fc.tuple(list, fc.constant('*')),
      fc.constant(['*', '*'] as const),
    )
    fc.assert(
      fc.property(list, list, tail, word, (first, second, [third, fourth], probe) => {
        const octets = [first, second, third, fourth]
        const [target] = parseTargets(octets.join('.'))
        fc.pre(target?.kind === 'pattern')
        const ranges = [...patternRanges(target.pattern)].flat()
        expect(ranges.length).toBe(patternRangeCount(target.pattern))
        expect(ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0)).toBe(
          patternSize(target.pattern),
        )
        for (let at = 1; at < ranges.length; at++) expect(ranges[at]!.first > ranges[at - 1]!.last).toBe(true)
        const allows = (text: string, value: number): boolean =>
          text.split(',').some((part) => {
            const [from = '', to = from] = part.split('-')
            return part === '*' || (Number(from) <= value && value <= Number(to))
          })
        const address = formatIPv4(probe).split('.').map(Number)
        const inPattern = octets.every((text, at) => allows(text, address[at]!))
        expect(ranges.some(({ first, last }) => first <= probe && probe <= last)).toBe(inPattern)
        for (const { first } of ranges.slice(0, 20)) {
          expect(
            formatIPv4(first)
              .split('.')
              .every((part, at) => allows(octets[at]!, Number(part))),
          ).toBe(true)
        }
      }),
    )
  })

  test('the parts of a pattern of very many ranges are bounded', () => {
    const [target] = parseTargets('*.*.*.1')
    if (target?.kind !== 'pattern') throw new Error('no pattern')
    const [first = [], second = []] = patternRanges(target.pattern)
    expect(first.length).toBe(65_536)
    expect(formatRange(first[0]!)).toBe('0.0.0.1')
    expect(formatRange(second[0]!)).toBe('1.0.0.1')
  })
})
