import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededDraw, textHash } from '../../../src/testing/seeded-draw.ts'

const any32 = fc.integer({ min: 0, max: 2 ** 32 - 1 })

test('a draw is in [0, 1), and the same for the same question', () => {
  fc.assert(
    fc.property(any32, fc.array(any32, { maxLength: 5 }), (seed, about) => {
      const drawn = seededDraw(seed, ...about)
      expect(drawn).toBeGreaterThanOrEqual(0)
      expect(drawn).toBeLessThan(1)
      expect(seededDraw(seed, ...about)).toBe(drawn)
    }),
  )
})

test.each([
  ['seeds', (at: number) => seededDraw(at, 1, 2)],
  ['hosts', (at: number) => seededDraw(1, textHash(`192.0.2.${at}`), 80)],
  ['ports', (at: number) => seededDraw(1, 2, at)],
  ['packets', (at: number) => seededDraw(1, 2, 80, 0, at)],
])('draws for neighbouring %s are evenly spread and do not hang together', (_what, draw) => {
  const drawn = Array.from({ length: 20_000 }, (_, at) => draw(at))
  const tenths = new Array<number>(10).fill(0)
  for (const value of drawn) tenths[Math.floor(value * 10)]!++
  for (const count of tenths) expect(Math.abs(count - 2_000)).toBeLessThan(300)
  let together = 0
  for (let at = 1; at < drawn.length; at++) together += (drawn[at]! - 0.5) * (drawn[at - 1]! - 0.5)
  expect(Math.abs(together / drawn.length) * 12).toBeLessThan(0.05)
})

test('texts that differ in one character have hashes that differ in half of their bits', () => {
  let bits = 0
  for (let host = 0; host < 255; host++) {
    const differ = (textHash(`198.51.100.${host}`) ^ textHash(`198.51.100.${host + 1}`)) >>> 0
    bits += differ.toString(2).replaceAll('0', '').length
  }
  expect(Math.abs(bits / 255 - 16)).toBeLessThan(2)
})
