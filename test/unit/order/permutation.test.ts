import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { permutation } from '../../../src/order/permutation.ts'

const SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 97, 127, 128, 129, 1000, 1009, 4095, 4096, 4097, 65_535, 65_537]

function walk(size: number, seed: number): number[] {
  const order = permutation(size, seed)
  return Array.from({ length: size }, (_, index) => order.at(index))
}

describe('permutation', () => {
  test.each(SIZES)('visits each of %d numbers once', (size) => {
    for (const seed of [0, 1, 0xffff_ffff, 2 ** 40 + 5]) {
      const seen = new Uint8Array(size)
      for (const value of walk(size, seed)) seen[value]!++
      expect(seen.every((count) => count === 1)).toBe(true)
    }
  })

  test('is a bijection for any size and seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.maxSafeNat(), (size, seed) => {
        expect(new Set(walk(size, seed)).size).toBe(size)
      }),
    )
  })

  test('stays inside huge sizes, and never sends two to one', () => {
    const size = fc.constantFrom(2 ** 32, 2 ** 32 + 1, 10 ** 9, 2 ** 52, 2 ** 53)
    fc.assert(
      fc.property(
        size,
        fc.maxSafeNat(),
        fc.uniqueArray(fc.double({ min: 0, max: 0.999999, noNaN: true })),
        (n, seed, parts) => {
          const order = permutation(n, seed)
          const indexes = new Set(parts.map((part) => Math.floor(part * n)))
          const values = [...indexes].map((index) => order.at(index))
          for (const value of values)
            expect(Number.isSafeInteger(value) && value >= 0 && value < n).toBe(true)
          expect(new Set(values).size).toBe(indexes.size)
        },
      ),
    )
  })

  test('gives the same order for the same seed, another for another', () => {
    expect(walk(1000, 5)).toEqual(walk(1000, 5))
    expect(walk(1000, 5)).not.toEqual(walk(1000, 6))
    expect(walk(1000, 5)).not.toEqual(walk(1000, 5 + 2 ** 32))
  })

  // Chi-square over 100 bins with 99 degrees of freedom: above 170 once in 10,000 for true randomness.
  test.each([
    [1000, 10],
    [65_535, 100],
    [1_000_003, 100],
    [10 ** 9, 100],
  ])('spreads the first tenth of %d numbers over %d even bins', (size, bins) => {
    for (const seed of [1, 2, 3]) {
      const order = permutation(size, seed)
      const sample = Math.min(100_000, Math.floor(size / 10))
      const counts = new Array<number>(bins).fill(0)
      for (let index = 0; index < sample; index++) counts[Math.floor((order.at(index) / size) * bins)]!++
      const expected = sample / bins
      const chi = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
      expect(chi).toBeLessThan(bins === 10 ? 35 : 170)
    }
  })

  test('leaves no trace of neighbourhood: steps go up as often as down, and rarely to a neighbour', () => {
    for (const size of [200, 1000, 4096, 65_536]) {
      let ups = 0
      let neighbours = 0
      let steps = 0
      for (let seed = 0; seed < 20; seed++) {
        const values = walk(size, seed)
        for (let index = 1; index < Math.min(size, 2000); index++) {
          steps++
          if (values[index]! > values[index - 1]!) ups++
          if (Math.abs(values[index]! - values[index - 1]!) === 1) neighbours++
        }
      }
      expect(Math.abs(ups / steps - 0.5)).toBeLessThan(0.05)
      expect(neighbours / steps).toBeLessThan(6 / size + 0.001)
    }
  })

  test('every number comes first for some seed, about equally often', () => {
    const first = new Array<number>(10).fill(0)
    for (let seed = 0; seed < 10_000; seed++) first[permutation(10, seed).at(0)]!++
    for (const count of first) expect(Math.abs(count - 1000)).toBeLessThan(200)
  })

  test('computes at least half a million of 10^9 in a second', () => {
    const order = permutation(10 ** 9, 42)
    const began = performance.now()
    let sum = 0
    for (let index = 0; index < 1_000_000; index++) sum += order.at(index)
    expect(sum).toBeGreaterThan(0)
    expect(performance.now() - began).toBeLessThan(2000)
  })
})
