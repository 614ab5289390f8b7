import { expect, test } from 'vitest'
import { RttEstimator } from '../../../src/pace/rtt-estimator.ts'

const bounds = { first: 1_000, least: 100, most: 3_000 }

test('before a sample the first time-out holds, within the upper bound', () => {
  expect(new RttEstimator(bounds).timeout()).toBe(1_000)
  expect(new RttEstimator({ ...bounds, most: 400 }).timeout()).toBe(400)
  expect(new RttEstimator(bounds).smoothed).toBeUndefined()
})

test('follows RFC 6298, section 2, to the letter', () => {
  const rtt = new RttEstimator(bounds)
  rtt.sample(200)
  // (2.2) SRTT = R, RTTVAR = R / 2, RTO = SRTT + 4 · RTTVAR
  expect([rtt.smoothed, rtt.variation, rtt.timeout()]).toEqual([200, 100, 600])
  rtt.sample(280)
  // (2.3) RTTVAR = ¾ RTTVAR + ¼ |SRTT − R'| with the old SRTT, then SRTT = ⅞ SRTT + ⅛ R'
  expect([rtt.variation, rtt.smoothed]).toEqual([0.75 * 100 + 0.25 * 80, 210])
  expect(rtt.timeout()).toBe(210 + 4 * 95)
  rtt.sample(130)
  expect(rtt.variation).toBeCloseTo(0.75 * 95 + 0.25 * 80)
  expect(rtt.smoothed).toBeCloseTo(200)
})

test('a steady round trip brings the time-out down to the lower bound, never below it', () => {
  const rtt = new RttEstimator(bounds)
  for (let sample = 0; sample < 100; sample++) rtt.sample(1)
  expect(rtt.timeout()).toBe(100)
})

test('wild round trips never raise it above the upper bound', () => {
  const rtt = new RttEstimator(bounds)
  for (let sample = 0; sample < 100; sample++) rtt.sample(sample % 2 === 0 ? 1 : 20_000)
  expect(rtt.timeout()).toBe(3_000)
})
