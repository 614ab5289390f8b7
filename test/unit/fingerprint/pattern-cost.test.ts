import fc from 'fast-check'
import { expect, test } from 'vitest'
import { patternCost } from '../../../src/fingerprint/pattern-cost.ts'

test.each([
  ['^abc', 1],
  ['abc', 100],
  ['^a{3}b', 1],
  ['^a{0,9}', 10],
  ['^a{1,9}[bc]{0,4}', 45],
  ['^a?b?', 4],
  ['^(?:ab){0,4}', 5],
  ['^\\({0,4}[)({]{0,1}', 10],
  ['^(?:a|b|c)', 300],
  ['^a*', Infinity],
  ['^a{2,}', Infinity],
])('%s', (source, cost) => {
  expect(patternCost(source, 100)).toBe(cost)
})

test('a repeat round alternatives, or round a repeat, multiplies with itself', () => {
  expect(patternCost('^(?:a|a){0,40}b', 1)).toBeGreaterThan(2 ** 40)
  expect(patternCost('^(?:a{1,3}\\.){3}', 1)).toBeGreaterThanOrEqual(27)
  expect(patternCost('^(?:a?){0,30}', 1)).toBeGreaterThan(2 ** 30)
})

test('what begins again on every line is not anchored', () => {
  expect(patternCost('^a{0,9}', 100, 'i')).toBe(10)
  expect(patternCost('^a{0,9}', 100, 'im')).toBe(1000)
})

test('any text has a cost of 1 at least', () => {
  fc.assert(
    fc.property(fc.string(), (source) => {
      expect(patternCost(source, 1)).toBeGreaterThanOrEqual(1)
    }),
  )
})
