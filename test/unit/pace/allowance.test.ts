import { expect, test } from 'vitest'
import { Allowance } from '../../../src/pace/allowance.ts'

function takeAll(allowance: Allowance): number {
  let taken = 0
  for (; allowance.left >= 1; taken++) allowance.take()
  return taken
}

test('a burst at first, then as much as the rate earns', () => {
  const allowance = new Allowance()
  allowance.fill(0, 1_000, false)
  expect(takeAll(allowance)).toBe(16)
  allowance.fill(5, 1_000, false)
  expect(takeAll(allowance)).toBe(5)
})

test('saves up a burst, or 12 ms of a high rate, or next to nothing where a limiter was met', () => {
  const saved = (rate: number, careful: boolean): number => {
    const allowance = new Allowance()
    allowance.fill(0, rate, careful)
    takeAll(allowance)
    allowance.fill(60_000, rate, careful)
    return takeAll(allowance)
  }
  expect([saved(320, false), saved(100_000, false), saved(100, true)]).toEqual([16, 1_200, 2])
})

test('what was saved up can be made void, a debt stays', () => {
  const allowance = new Allowance()
  allowance.void()
  expect(allowance.left).toBe(0)
  allowance.take()
  allowance.void()
  expect(allowance.left).toBe(-1)
})
