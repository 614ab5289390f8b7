import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  bigintStep,
  numberStep,
  overlapsRanges,
  sortRanges,
  subtractRanges,
  type Span,
} from '../../../src/net/sorted-ranges.ts'

const end = fc.nat({ max: 50 })
const span = fc.tuple(end, end).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }))

function members(spans: readonly Span<number>[]): number[] {
  return [...Array(60).keys()].filter((value) =>
    spans.some(({ first, last }) => first <= value && value <= last),
  )
}

test('sorting and subtracting are what they are on sets, for numbers and for bigints', () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 8 }), span, (spans, from) => {
      const ranges = sortRanges([...spans], numberStep)
      const merged = ranges.firsts.map((first, at) => ({ first, last: ranges.lasts[at]! }))
      expect(members(merged)).toEqual(members(spans))
      const rest = subtractRanges(from, ranges, numberStep)
      expect(members(rest)).toEqual(members([from]).filter((value) => !members(spans).includes(value)))
      expect(overlapsRanges(from, ranges)).toBe(members(rest).length < members([from]).length)
      const big = sortRanges(
        spans.map(({ first, last }) => ({ first: BigInt(first), last: BigInt(last) })),
        bigintStep,
      )
      expect(big.firsts.map(Number)).toEqual(ranges.firsts)
      expect(big.lasts.map(Number)).toEqual(ranges.lasts)
    }),
    { numRuns: 500 },
  )
})

test('ranges that touch become one', () => {
  const ranges = sortRanges(
    [
      { first: 5, last: 9 },
      { first: 0, last: 4 },
    ],
    numberStep,
  )
  expect(ranges).toEqual({ firsts: [0], lasts: [9] })
})
