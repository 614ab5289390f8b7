import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RttHistogram } from '../../../src/probe/rtt-histogram.ts'

test('without samples there is no quantile', () => {
  expect(new RttHistogram().quantile(0.5)).toBeUndefined()
})

test('quantiles are right within a tenth', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.05, max: 50_000, noNaN: true }), { minLength: 1, maxLength: 200 }),
      fc.constantFrom(0.5, 0.9, 1),
      (samples, share) => {
        const histogram = new RttHistogram()
        samples.forEach((sample) => histogram.add(sample))
        const exact = [...samples].sort((a, b) => a - b)[Math.ceil(share * samples.length) - 1]!
        const found = histogram.quantile(share)!
        expect(found / exact).toBeGreaterThan(0.999)
        expect(found / exact).toBeLessThan(1.1)
      },
    ),
  )
})

test('what is too short or too long still counts', () => {
  const histogram = new RttHistogram()
  for (const sample of [0, -1, 1e9]) histogram.add(sample)
  expect(histogram.quantile(0.5)).toBeLessThan(0.02)
  expect(histogram.quantile(1)).toBe(2 ** 16)
})
