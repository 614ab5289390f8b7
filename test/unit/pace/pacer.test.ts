import { describe, expect, test } from 'vitest'
import { createPacer, type Pacer } from '../../../src/pace/pacer.ts'
import { manualClock } from '../../support/manual-clock.ts'
import { bounds } from './virtual-host.ts'

const pacer = (concurrency = 100): Pacer => createPacer({ ...bounds, concurrency, clock: manualClock() })

function sendAll(pace: Pacer, now: number): number {
  let sent = 0
  for (; pace.may(now); sent++) pace.sent()
  return sent
}

describe('createPacer', () => {
  test('no more in flight than its window', () => {
    const pace = pacer(7)
    expect([sendAll(pace, 0), pace.inFlight]).toEqual([7, 7])
    pace.ended(true)
    expect(pace.may(0)).toBe(true)
  })

  test('who asks for a host shares its path, until the last one gives it back', () => {
    const pace = pacer()
    const path = pace.path('192.0.2.1')
    expect(pace.path('192.0.2.1')).toBe(path)
    expect(pace.path('192.0.2.2')).not.toBe(path)
    pace.release('192.0.2.1')
    expect(pace.path('192.0.2.1')).toBe(path)
    pace.release('192.0.2.1')
    pace.release('192.0.2.1')
    expect(pace.path('192.0.2.1')).not.toBe(path)
    pace.release('192.0.2.3')
  })

  test('a local failure shrinks the window to three quarters of what works, and sending rests', () => {
    const pace = pacer()
    for (let sent = 0; sent < 41; sent++) pace.sent()
    pace.ended(false)
    pace.localFailure(1_000, 990)
    expect(pace.window).toBe(Math.floor(41 * 0.75))
    while (pace.inFlight > 10) pace.ended(false)
    expect(pace.may(1_004)).toBe(false)
    expect(pace.may(1_005)).toBe(true)
  })

  test('failures of tries that were sent before the cut are of one crowd', () => {
    const pace = pacer()
    sendAll(pace, 0)
    for (let failed = 0; failed < 60; failed++) {
      pace.ended(false)
      pace.localFailure(10 + failed, 0)
    }
    expect(pace.window).toBe(75)
    pace.localFailure(100, 90)
    expect(pace.window).toBe(30)
  })

  test('the rest doubles while failures go on, up to a second, and is short again after a success', () => {
    const pace = pacer()
    const rests: number[] = []
    let now = 0
    for (let failure = 0; failure < 10; failure++) {
      pace.localFailure(now, now)
      const from = now
      while (!pace.may(now)) now++
      rests.push(now - from)
    }
    expect(rests).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1_000, 1_000])
    pace.sent()
    pace.ended(true)
    pace.localFailure(now, now)
    expect([pace.may(now + 4), pace.may(now + 5)]).toEqual([false, true])
  })

  test('grows again by one for each window of successes, to the old size', () => {
    const pace = pacer(8)
    sendAll(pace, 0)
    while (pace.inFlight > 0) pace.ended(false)
    pace.localFailure(0, 0)
    expect(pace.window).toBe(1)
    const sizes = new Set<number>()
    for (let worked = 0; worked < 100; worked++) {
      pace.sent()
      pace.ended(true)
      sizes.add(pace.window)
      // 1 + 2 + 3 + … successes are needed.
      if (worked === 9) expect(pace.window).toBe(5)
    }
    expect([...sizes]).toEqual([2, 3, 4, 5, 6, 7, 8])
  })

  test('stuck is who fails at a window of one; any success, even silence, ends it', () => {
    const pace = pacer(2)
    expect(pace.stuckFor(99)).toBe(0)
    pace.localFailure(100, 100)
    pace.localFailure(300, 300)
    expect(pace.stuckFor(1_100)).toBe(1_000)
    pace.sent()
    pace.ended(false)
    expect(pace.stuckFor(1_100)).toBe(1_000)
    pace.sent()
    pace.ended(true)
    expect(pace.stuckFor(1_100)).toBe(0)
  })
})
