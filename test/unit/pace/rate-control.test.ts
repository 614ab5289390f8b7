import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../src/model/random.ts'
import { RateControl } from '../../../src/pace/rate-control.ts'
import { RttEstimator } from '../../../src/pace/rtt-estimator.ts'
import { bounds, limiter, send } from './virtual-host.ts'

const always = (): boolean => true

function control(): RateControl {
  const rtt = new RttEstimator(bounds.timeout)
  for (let sample = 0; sample < 20; sample++) rtt.sample(50)
  return new RateControl(bounds.rate, rtt)
}

describe('slow start', () => {
  test('doubles with each window that was used', () => {
    const pace = control()
    for (let tries = 0; tries < 16; tries++) pace.sent(0, true, 1)
    pace.judge(50)
    expect(pace.rate).toBe(640)
    for (let tries = 0; tries < 32; tries++) pace.sent(51, true, 1)
    pace.judge(101)
    expect(pace.rate).toBe(1_280)
  })

  test('dares more over a near way whose window was answered before it ended', () => {
    const nearBy = (answers: number): number => {
      const rtt = new RttEstimator(bounds.timeout)
      rtt.sample(0.3)
      const pace = new RateControl(bounds.rate, rtt)
      for (let tries = 0; tries < 16; tries++) {
        const window = pace.sent(0, true, 1)
        if (tries < answers) pace.answered(window)
      }
      pace.judge(50)
      return pace.rate
    }
    expect([nearBy(16), nearBy(14)]).toEqual([1_280, 640])
  })

  test('does not grow on windows that were not', () => {
    const pace = control()
    for (let now = 0; now < 2_000; now += 50) {
      pace.sent(now, true, 1)
      pace.judge(now)
    }
    expect(pace.rate).toBe(320)
    expect(pace.growing).toBe(true)
  })

  test('keeps to the upper bound', () => {
    const { path } = send({ rtt: 20, answers: always }, 1_000)
    expect(path.rtt.smoothed).toBe(20)
    const pace = new RateControl({ start: 500, most: 600 }, path.rtt)
    for (let now = 0; now < 500; now++) pace.sent(now, true, 1)
    expect(pace.rate).toBe(600)
    expect(new RateControl({ start: 500, most: 100 }, path.rtt).rate).toBe(100)
  })
})

describe('what silence means', () => {
  test('a host that answers everything is loaded ever faster', () => {
    expect(send({ rtt: 50, answers: always }, 600).rate(400, 600)).toBeGreaterThan(10_000)
  })

  test.each([
    ['5 % of random loss', 0.05],
    ['20 % of random loss', 0.2],
    ['two thirds of the ports filtered', 0.67],
  ])('%s does not hold the pace back', (_what, silent) => {
    for (let seed = 1; seed <= 5; seed++) {
      const random = seededRandom(seed)
      const sending = send({ rtt: 50, answers: () => random() >= silent }, 1_500)
      expect(sending.rate(1_000, 1_500)).toBeGreaterThan(3_000)
    }
  })

  test.each([100, 200, 500])('a limiter of %i a second is found, and kept to', (perSecond) => {
    const sending = send({ rtt: 50, answers: limiter(perSecond) }, 8_000)
    expect(sending.rate(2_000, 8_000)).toBeLessThan(1.4 * perSecond)
    expect(sending.rate(2_000, 8_000)).toBeGreaterThan(0.6 * perSecond)
  })

  test('a limiter that goes away is noticed: the pace recovers', () => {
    const limited = limiter(100)
    const sending = send({ rtt: 50, answers: (now) => now > 4_000 || limited(now) }, 20_000)
    expect(sending.rate(3_000, 4_000)).toBeLessThan(200)
    expect(sending.rate(19_000, 20_000)).toBeGreaterThan(1_000)
  })

  test('where no fresh port is left to test with, the pace grows again', () => {
    const pace = control()
    const window = pace.sent(0, true, 1)
    for (let tries = 0; tries < 23; tries++) pace.sent(0, true, 1)
    window.answered = 8
    // Two thirds silent: the test is due, and only repeats are left.
    expect(pace.judge(400)).toBe(true)
    expect(pace.rate).toBe(100)
    for (let now = 400; now < 1_600; now += 2) {
      pace.sent(now, false, 2)
      pace.judge(now)
    }
    expect(pace.rate).toBeGreaterThan(400)
  })
})

describe('answers that come after the judgement', () => {
  /** Sends for a while; what the loop has read of the answers comes `lag` milliseconds later than it should. */
  function lagging(lag: (now: number) => number, length = 4_000): RateControl {
    const rtt = new RttEstimator(bounds.timeout)
    rtt.sample(20)
    const pace = new RateControl(bounds.rate, rtt)
    const due: { at: number; window: ReturnType<RateControl['sent']> }[] = []
    let allowance = 16
    for (let now = 0; now < length; now++) {
      for (const one of due.filter(({ at }) => at <= now)) {
        pace.answered(one.window)
        due.splice(due.indexOf(one), 1)
      }
      pace.judge(now)
      allowance = Math.min(allowance + pace.rate / 1_000, 200)
      for (; allowance >= 1 && due.length < 500; allowance--) {
        due.push({ at: now + 20 + lag(now), window: pace.sent(now, true, 1) })
      }
    }
    return pace
  }

  test('a loop that answers late for a while is no limiter: the pace comes back', () => {
    const lag = (now: number): number => (now > 60 && now < 400 ? 300 : 0)
    expect(lagging(lag)).toMatchObject({ growing: true })
    expect(lagging(lag).rate).toBeGreaterThan(5_000)
  })

  test('a loop that stands still every second does not hold it back', () => {
    expect(lagging((now) => Math.max(0, 500 - (now % 1_000))).rate).toBeGreaterThan(2_000)
  })
})

describe('a level above', () => {
  test('that is limited is left to itself: the level below draws no conclusions', () => {
    const above = control()
    const below = new RateControl(bounds.rate, new RttEstimator(bounds.timeout), above)
    const window = above.sent(0, true, 1)
    for (let tries = 0; tries < 39; tries++) above.sent(0, true, 1)
    window.answered = 8
    above.judge(400)
    expect(above.busy).toBe(true)
    for (let tries = 0; tries < 40; tries++) below.sent(0, true, 1)
    below.judge(10_000)
    expect([below.growing, below.busy]).toEqual([true, true])
    expect(below.rate).toBeGreaterThanOrEqual(bounds.rate.start)
  })

  test('does not suspect a limiter while a level below is answered well', () => {
    const above = control()
    const below = new RateControl(bounds.rate, new RttEstimator(bounds.timeout), above)
    const well = below.sent(10, true, 1)
    for (let tries = 0; tries < 9; tries++) below.sent(10, true, 1)
    well.answered = 10
    for (let tries = 0; tries < 40; tries++) above.sent(0, true, 1).answered += tries % 3 === 0 ? 1 : 0
    below.judge(1_000)
    above.judge(1_000)
    expect(above.busy).toBe(false)
  })
})
