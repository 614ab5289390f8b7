import { describe, expect, test } from 'vitest'
import { SlowTest } from '../../../src/pace/slow-test.ts'
import { windowOf } from './virtual-host.ts'

/** A test after fast windows with so many answers of 40, up to its conclusion from the slow one. */
function tested(fast: readonly number[], slowAnswered: number, slowFirst = 14): SlowTest {
  const test = new SlowTest()
  for (const answered of fast) test.record(windowOf(2_000, 40, answered))
  test.begin()
  const slow = windowOf(100, slowFirst, slowAnswered, true)
  test.close(slow)
  if (test.running) test.weigh(slow)
  return test
}

describe('SlowTest', () => {
  test('suspects when much is silent that something answers, once', () => {
    const test = new SlowTest()
    test.record(windowOf(2_000, 10, 5))
    expect(test.suspects(1)).toBe(false)
    test.record(windowOf(2_000, 10, 5))
    expect(test.suspects(1)).toBe(true)
    expect(test.suspects(0.5)).toBe(false)
    test.begin()
    expect([test.suspects(1), test.running]).toEqual([false, true])
    const answered = new SlowTest()
    answered.record(windowOf(2_000, 40, 36))
    expect(answered.suspects(1)).toBe(false)
    const dead = new SlowTest()
    dead.record(windowOf(2_000, 400, 2))
    expect(dead.suspects(1)).toBe(false)
  })

  test('answered better when slow: a limiter; alike: none', () => {
    expect(tested([10, 12, 8], 14).isLimited).toBe(true)
    expect(tested([24, 26, 25], 9).isLimited).toBe(false)
    expect(tested([], 14).isLimited).toBe(false)
  })

  test('a slow stretch with hardly a try shows nothing', () => {
    const test = tested([10, 10], 3, 3)
    expect([test.done, test.isLimited]).toEqual([true, false])
  })

  test('what went out beyond the limit is marked, so that it is no sign of loss; the mark can be taken off', () => {
    const fast = [windowOf(400, 40, 39), windowOf(2_000, 40, 8)]
    const test = new SlowTest()
    for (const window of fast) test.record(window)
    test.begin()
    const slow = windowOf(100, 14, 14, true)
    test.close(slow)
    test.weigh(slow)
    expect(fast.map(({ beyond }) => beyond)).toEqual([false, true])
    test.takeBack()
    expect(fast.map(({ beyond }) => beyond)).toEqual([false, false])
  })

  test('late answers change the conclusion', () => {
    const fast = windowOf(2_000, 40, 8)
    const test = new SlowTest()
    test.record(fast)
    test.begin()
    const slow = windowOf(100, 14, 14, true)
    test.close(slow)
    test.weigh(slow)
    expect(test.isLimited).toBe(true)
    fast.answered = 38
    expect(test.isLimited).toBe(false)
  })

  test('keeps few fast windows, the last ones', () => {
    const test = new SlowTest()
    test.record(windowOf(100, 40, 0))
    for (let count = 0; count < 1_000; count++) test.record(windowOf(2_000, 40, 20))
    test.begin()
    const slow = windowOf(100, 14, 14, true)
    test.close(slow)
    test.weigh(slow)
    expect(test.tooFast.delivered).toBeCloseTo(1_000)
  })

  test('what is neither sure nor chance takes more slow tries, three times at most', () => {
    const test = new SlowTest()
    test.record(windowOf(2_000, 150, 52))
    test.begin()
    test.weigh(windowOf(100, 14, 7, true))
    expect(test.running).toBe(true)
    test.weigh(windowOf(100, 14, 11, true))
    expect([test.running, test.isLimited]).toEqual([false, true])
    const unsure = new SlowTest()
    unsure.record(windowOf(2_000, 150, 52))
    unsure.begin()
    for (const answered of [7, 6, 6]) {
      expect(unsure.running).toBe(true)
      unsure.weigh(windowOf(100, 14, answered, true))
    }
    expect([unsure.running, unsure.isLimited]).toEqual([false, false])
  })
})
