import { describe, expect, test } from 'vitest'
import { RateLimit } from '../../../src/pace/rate-limit.ts'
import { SendWindow } from '../../../src/pace/send-window.ts'

/** A window from `start` on, a second long, with so many first tries. */
function windowAt(start: number, first: number, answered: number): SendWindow {
  const window = new SendWindow(start, 1_000, first, false)
  window.first = first
  window.answered = answered
  return window
}

describe('a fall', () => {
  test('leads to a little less than what came through, whatever share is filtered', () => {
    const limit = new RateLimit()
    expect(limit.isMet).toBe(false)
    expect(limit.fell(windowAt(0, 400, 200), 1, 400, 1_000)).toBe(190)
    expect([limit.isMet, limit.carried]).toEqual([true, 190])
    const filtered = new RateLimit()
    expect(filtered.fell(windowAt(0, 400, 100), 0.5, 400, 1_000)).toBe(190)
    expect(new RateLimit().fell(windowAt(0, 400, 1), 1, 400, 1_000)).toBe(5)
  })

  test('what was sent before it is no second one: it lowers the first estimate half-way', () => {
    const limit = new RateLimit()
    limit.fell(windowAt(0, 400, 200), 1, 400, 1_000)
    expect(limit.fell(windowAt(500, 400, 100), 1, 190, 1_500)).toBe((190 + 95) / 2)
  })

  test('marks what went out beyond the limit, and takes the marks off again', () => {
    const limit = new RateLimit()
    const window = windowAt(0, 40, 20)
    limit.fell(window, 1, 40, 1_000)
    expect(window.beyond).toBe(true)
    expect(limit.late(windowAt(0, 40, 40))).toBeUndefined()
    window.answered = 39
    expect(limit.late(window)).toBe(40)
    expect([window.beyond, limit.isMet]).toEqual([false, false])
  })

  test('that slowing down does not mend was none', () => {
    const limit = new RateLimit()
    limit.fell(windowAt(0, 40, 20), 0.9, 40, 1_000)
    expect(limit.inVain(windowAt(1_000, 15, 7))).toBeUndefined()
    expect(limit.inVain(windowAt(1_000, 16, 8))).toBe(40)
    expect(limit.isMet).toBe(false)
  })

  test('that slowing down does mend is confirmed', () => {
    const limit = new RateLimit()
    limit.fell(windowAt(0, 40, 20), 1, 40, 1_000)

    expect(limit.inVain(windowAt(1_000, 20, 19))).toBeUndefined()
    expect(limit.isMet).toBe(true)
  })

  test('a second one that was none leaves the first', () => {
    const limit = new RateLimit()
    limit.fell(windowAt(0, 400, 200), 1, 400, 1_000)
    limit.inVain(windowAt(1_000, 100, 100))
    limit.fell(windowAt(2_000, 190, 100), 1, 190, 3_000)
    expect(limit.inVain(windowAt(3_000, 50, 27))).toBe(190)
    expect(limit.carried).toBe(190)
  })
})

describe('near the limit', () => {
  test('the pace comes back in large steps, passes what was carried with care, and is bolder after long calm', () => {
    const limit = new RateLimit()
    limit.begin(0)
    limit.tested(windowAt(0, 200, 100), 1, 200)
    let rate = 50
    const steps: number[] = []
    for (let window = 0; window < 20; window++) {
      const next = limit.rise(rate)
      steps.push(next / rate)
      rate = next
    }
    expect(steps[0]).toBeCloseTo(1.4)
    expect(steps[3]).toBeCloseTo(1.03)
    expect(steps[19]).toBeCloseTo(1.15)
  })

  test('several windows count as one, the last six of the present pace', () => {
    const limit = new RateLimit()
    const early = windowAt(0, 40, 20)
    expect(limit.lately(early)).toBe(early)
    limit.begin(1_000)
    limit.tested(windowAt(0, 40, 20), 1, 40)
    expect(limit.lately(early)).toBe(early)
    for (let window = 1; window < 10; window++) limit.lately(windowAt(window * 1_000, 10, 9))
    const seen = limit.lately(windowAt(10_000, 10, 3))
    expect([seen.first, seen.answered, seen.seconds]).toEqual([60, 48, 6])
  })

  test('a test that found nothing only parts the old from the new', () => {
    const limit = new RateLimit()
    limit.begin(1_000)
    expect([limit.isMet, limit.isOfNow(windowAt(500, 1, 1)), limit.isOfNow(windowAt(1_000, 1, 1))]).toEqual([
      false,
      false,
      true,
    ])
  })
})

describe('an outage', () => {
  test('is no measure of what is carried: a quarter of the rate is left', () => {
    const limit = new RateLimit()
    expect(limit.fell(windowAt(0, 400, 0), 1, 400, 1_000)).toBe(100)
    expect(limit.fell(windowAt(1_500, 100, 0), 1, 100, 2_600)).toBe(25)
  })

  test('that is over leaves nothing behind but half the rate to go on from', () => {
    const limit = new RateLimit()
    limit.fell(windowAt(0, 400, 0), 1, 400, 1_000)
    expect(limit.inVain(windowAt(1_000, 20, 20))).toBe(200)
    expect(limit.isMet).toBe(false)
  })
})

test('a pace is never none, whatever a test has shown', () => {
  const limit = new RateLimit()
  limit.tested(windowAt(0, 40, 0), 1, 40)
  expect(limit.carried).toBe(5)
})
