import { describe, expect, test } from 'vitest'
import { AnswerCurve, standardScore } from '../../../src/pace/answer-curve.ts'
import { windowOf } from './virtual-host.ts'

describe('standardScore', () => {
  test('equal shares differ by nothing, and the sign says which one is larger', () => {
    expect(standardScore(10, 20, 50, 100)).toBe(0)
    expect(standardScore(19, 20, 50, 100)).toBeGreaterThan(2)
    expect(standardScore(1, 20, 50, 100)).toBeLessThan(-2)
  })

  test('a few samples never look certain', () => {
    expect(Math.abs(standardScore(0, 2, 2, 2))).toBeLessThan(2.3)
    expect(Math.abs(standardScore(0, 200, 200, 200))).toBeGreaterThan(10)
  })
})

describe('AnswerCurve', () => {
  test('the same share at every rate is no fall, however low it is', () => {
    const curve = new AnswerCurve()
    for (const rate of [100, 200, 400, 800]) curve.record(windowOf(rate, 100, 30))
    expect(curve.fallsBelow(windowOf(1_600, 100, 30), 2.7)).toBeUndefined()
    expect(curve.fallsBelow(windowOf(1_600, 100, 40), 2.7)).toBeUndefined()
  })

  test('a share that is surely lower at a higher rate is a fall; the ratio below is given', () => {
    const curve = new AnswerCurve()
    curve.record(windowOf(100, 200, 180))
    expect(curve.fallsBelow(windowOf(800, 100, 40), 2.7)).toBeCloseTo(0.9)
  })

  test('needs something to compare with', () => {
    const curve = new AnswerCurve()
    curve.record(windowOf(100, 6, 6))
    expect(curve.fallsBelow(windowOf(800, 100, 0), 2.7)).toBeUndefined()
    curve.record(windowOf(100, 10, 2))
    expect(new AnswerCurve().fallsBelow(windowOf(800, 100, 0), 2.7)).toBeUndefined()
  })

  test('what was sent faster says nothing of a slower rate', () => {
    const curve = new AnswerCurve()
    curve.record(windowOf(1_600, 500, 500))
    expect(curve.fallsBelow(windowOf(100, 100, 10), 2.7)).toBeUndefined()
  })

  test('answers that come late still count, and never more than were sent', () => {
    const curve = new AnswerCurve()
    const slow = windowOf(100, 20, 10)
    curve.record(slow)
    expect(curve.fallsBelow(windowOf(800, 100, 44), 2.7)).toBeUndefined()
    for (let late = 0; late < 50; late++) curve.late(slow)
    expect(curve.fallsBelow(windowOf(800, 100, 44), 2.7)).toBe(1)
  })
})
