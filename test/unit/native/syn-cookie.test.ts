import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SynCookie } from '../../../src/native/syn-cookie.ts'

test('what is sealed can be opened, and by that key alone', () => {
  const keys = fc.uint32Array({ minLength: 12, maxLength: 12 })
  fc.assert(
    fc.property(keys, fc.integer(), (key, value) => {
      const cookie = new SynCookie(key)
      expect(cookie.open(cookie.seal(value))).toBe(value)
      expect(cookie.seal(cookie.open(value))).toBe(value)
    }),
  )
  const [one, other] = [new SynCookie(), new SynCookie()]
  const same = Array.from({ length: 1_000 }, (_, value) => other.open(one.seal(value)) === value)
  expect(same.filter(Boolean).length).toBeLessThan(3)
})

test('values that follow each other have numbers that do not', () => {
  const cookie = new SynCookie()
  const sealed = Array.from({ length: 20_000 }, (_, value) => cookie.seal(value))
  expect(new Set(sealed).size).toBe(20_000)
  // Each of the upper eight bits' values comes about 78 times.
  const counts = new Array<number>(256).fill(0)
  for (const number of sealed) counts[number >>> 24]!++
  expect(Math.min(...counts)).toBeGreaterThan(30)
  expect(Math.max(...counts)).toBeLessThan(150)
  const steps = new Set(sealed.slice(1).map((number, at) => (number - sealed[at]!) | 0))
  expect(steps.size).toBeGreaterThan(19_900)
})
