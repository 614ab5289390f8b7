import { expect, test } from 'vitest'
import { progressLine } from '../../../src/cli/progress-line.ts'
import { stats } from '../report/arbitrary-events.ts'

test('bar, share, rate, time to go, open so far', () => {
  const half = { ...stats, done: 1000, fraction: 0.5, eta: 61_000, rate: 12_003.4 }
  expect(progressLine(half, 200)).toBe(
    '[############------------] 50.0 %  1,000 of 2,000  12,003/s  1 min 1 s to go  3 open',
  )
})

test('when every port is done there is no speed and no time to go, but what is left', () => {
  const probed = { ...stats, fraction: 1, inFlight: 0, eta: 0 }
  expect(progressLine(probed, 200, 'naming services')).toBe(
    '[########################] 100.0 %  2,000 of 2,000  naming services  3 open',
  )
  expect(progressLine(probed, 200)).toContain('  finishing  3 open')
  expect(progressLine({ ...probed, inFlight: 1 }, 200)).toContain('/s  0 ms to go')
})

test('without a total there is no bar and no time to go', () => {
  const { total: _total, fraction: _fraction, eta: _eta, ...unknown } = stats
  expect(progressLine(unknown, 200)).toBe('2,000 ports  1,675/s  3 open')
})

test('never fills the line, so that it never wraps', () => {
  for (const width of [0, 1, 20, 80])
    expect(progressLine(stats, width).length).toBeLessThan(Math.max(1, width))
})

test('odd fractions do not break the bar', () => {
  for (const fraction of [-1, 0, 1, 7])
    expect(progressLine({ ...stats, fraction }, 200)).toMatch(/^\[#{0,24}-{0,24}\] /)
})
