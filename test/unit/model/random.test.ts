import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mix32, seededRandom } from '../../../src/model/random.ts'

const take = (seed: number, count: number): number[] => {
  const random = seededRandom(seed)
  return Array.from({ length: count }, random)
}

describe('seededRandom', () => {
  test('the same numbers for the same seed, others for another', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(take(seed, 20)).toEqual(take(seed, 20))
        expect(take(seed, 4)).not.toEqual(take(seed + 1, 4))
      }),
    )
  })

  test('these numbers for this seed, so that a seed in a report means the same for ever', () => {
    expect(take(42, 3).map((value) => Math.floor(value * 0x1_0000_0000))).toEqual([
      3997597525, 2815009970, 3977819666,
    ])
  })

  test('in [0, 1), evenly spread', () => {
    const buckets = new Uint32Array(16)
    for (const value of take(1, 160_000)) {
      if (!(value >= 0 && value < 1)) expect.unreachable(String(value))
      buckets[Math.floor(value * 16)]!++
    }
    // Ten standard deviations of a bucket that holds 10,000 on average.
    for (const count of buckets) expect(Math.abs(count - 10_000)).toBeLessThan(1_000)
  })
})

describe('mix32', () => {
  test('is one to one: no two of a million inputs meet', () => {
    for (const start of [0, 0x7fff_0000, 0xfff0_0000]) {
      const seen = new Set<number>()
      for (let input = start; input < start + 333_333; input++) seen.add(mix32(input))
      expect(seen.size).toBe(333_333)
    }
  })

  test('can be undone, which is what one to one means', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (input) => unmix32(mix32(input)) === input),
    )
  })

  test('each input bit changes about half of the output bits', () => {
    for (let bit = 0; bit < 32; bit++) {
      let changed = 0
      for (let input = 0; input < 2_000; input++) {
        changed += ones(mix32(input * 2_654_435) ^ mix32((input * 2_654_435) ^ (1 << bit)))
      }
      expect(changed / 2_000).toBeGreaterThan(14)
      expect(changed / 2_000).toBeLessThan(18)
    }
  })
})

/** The steps of `mix32` backwards; the factors are the inverses of its own modulo 2^32. */
function unmix32(mixed: number): number {
  let value = mixed ^ (mixed >>> 16)
  value = Math.imul(value, inverse(0x846ca68b))
  value ^= (value >>> 15) ^ (value >>> 30)
  value = Math.imul(value, inverse(0x7feb352d))
  return (value ^ (value >>> 16)) >>> 0
}

// Newton's iteration: each step doubles the number of right bits.
function inverse(factor: number): number {
  let guess = factor
  for (let step = 0; step < 5; step++) guess = Math.imul(guess, 2 - Math.imul(factor, guess))
  return guess
}

function ones(bits: number): number {
  let count = 0
  for (let left = bits >>> 0; left > 0; left = (left & (left - 1)) >>> 0) count++
  return count
}
