import { expect, test } from 'vitest'
import { ProbeCounts } from '../../src/probe/probe-counts.ts'
import { StatsReader, type ScanSize } from '../../src/scan-stats.ts'
import { manualClock } from '../support/manual-clock.ts'

function reading(total?: number) {
  const clock = manualClock()
  const counts = new ProbeCounts()
  const size: ScanSize = { blocked: 0, total }
  return { clock, counts, size, stats: new StatsReader(counts, size, clock) }
}

test('before the start there is nothing to tell', () => {
  const { stats, clock } = reading(10)
  clock.jump(5_000)
  expect(stats.read(0)).toMatchObject({ engine: 'node', elapsed: 0, rate: 0, fraction: 0, rtt: {} })
  expect(stats.read(0)).not.toHaveProperty('eta')
  expect(reading().stats.read(0)).not.toHaveProperty('fraction')
})

test('a fraction of what is to do, and the time to go by the speed so far', () => {
  const { stats, clock, counts } = reading(1_000)
  stats.start()
  clock.jump(2_000)
  counts.done = 150
  counts.unprobed = 50
  expect(stats.read(3)).toMatchObject({ fraction: 0.2, eta: 8_000, elapsed: 2_000, skipped: 3, total: 1_000 })
  counts.done = 5_000
  expect(stats.read(0)).toMatchObject({ fraction: 1, eta: 0 })
  expect(reading(0).stats.read(0).fraction).toBe(1)
})

test('the rate is that of the last seconds; at the end that of all', () => {
  const { stats, clock, counts } = reading()
  stats.start()
  for (let tenth = 0; tenth < 100; tenth++) {
    clock.jump(100)
    counts.sent += tenth < 50 ? 1_000 : 10
    stats.read(0)
  }
  expect(stats.read(0).rate).toBeCloseTo(100, -1)
  stats.finish()
  clock.jump(60_000)
  stats.finish()
  expect(stats.read(0)).toMatchObject({ elapsed: 10_000, rate: 50_500 / 10 })
})

test('a snapshot does not change with the scan', () => {
  const { stats, counts } = reading()
  counts.verdict('open', 'syn-ack')
  const before = stats.read(0)
  counts.verdict('open', 'syn-ack')
  expect(before.states).toEqual({ open: { 'syn-ack': 1 } })
})
