import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TokenBucket } from '../../../src/testing/token-bucket.ts'

test('in any stretch of time no more passes than the rate and the burst allow, and no less is refused', () => {
  const gaps = fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { minLength: 1, maxLength: 300 })
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2_000 }),
      fc.integer({ min: 1, max: 50 }),
      gaps,
      (perSecond, burst, gaps) => {
        const bucket = new TokenBucket({ perSecond, burst })
        const passed: number[] = []
        let now = 0
        let tokens = burst
        for (const gap of gaps) {
          now += gap
          tokens = Math.min(burst, tokens + (gap * perSecond) / 1_000)
          // Sums of many gaps round differently, which matters only at the very edge.
          const edge = Math.abs(tokens - 1) < 1e-6
          const pass = bucket.pass(now)
          if (!edge) expect(pass).toBe(tokens >= 1)
          if (pass) passed.push(now)
          if (pass) tokens--
        }
        for (const [first, start] of passed.entries()) {
          const within = passed.length - first
          const length = (passed.at(-1)! - start) / 1_000
          expect(within).toBeLessThanOrEqual(burst + length * perSecond + 1e-6)
        }
      },
    ),
  )
})

test('a burst passes at once, then one for each interval; times that go back earn nothing', () => {
  const bucket = new TokenBucket({ perSecond: 100, burst: 3 })
  const passed = (now: number): boolean => bucket.pass(now)
  expect([0, 0, 0, 0].map(passed)).toEqual([true, true, true, false])
  expect([9, 10, 10, 5, 20].map(passed)).toEqual([false, true, false, false, true])
})

test('five at once, if nothing else is said', () => {
  const bucket = new TokenBucket({ perSecond: 1 })
  expect(Array.from({ length: 7 }, () => bucket.pass(0)).filter(Boolean)).toHaveLength(5)
})
