import { expect, test } from 'vitest'
import { ScanTotals } from '../../../../src/integrations/otel/scan-totals.ts'
import type { WatchedScan } from '../../../../src/model/scan-channels.ts'
import type { ScanStats } from '../../../../src/model/stats.ts'

function running(): { scan: WatchedScan; stats: ScanStats } {
  const world = {
    stats: { sent: 0, answered: 0, retried: 0, states: {}, inFlight: 0 } as unknown as ScanStats,
  }
  const scan = {
    get stats() {
      return world.stats
    },
  } as WatchedScan
  return Object.assign(world, { scan })
}

test('a scan that goes on counts as it is, one that is over as it was', () => {
  const totals = new ScanTotals()
  const [a, b] = [running(), running()]
  totals.start(a)
  totals.start(b)
  a.stats = { ...a.stats, sent: 10, inFlight: 4 }
  b.stats = { ...b.stats, sent: 1, inFlight: 1 }
  expect(totals.read()).toMatchObject({ sent: 11, inFlight: 5 })
  expect(totals.end({ scan: a.scan, outcome: 'left' })).toBe(true)
  a.stats = { ...a.stats, sent: 99 }
  expect(totals.read()).toMatchObject({ sent: 11, inFlight: 1 })
  expect(totals.end({ scan: a.scan, outcome: 'left' })).toBe(false)
  expect([totals.scans, totals.read().sent]).toEqual([2, 11])
})

test('there is an end to the types of failures', () => {
  const totals = new ScanTotals()
  const { scan } = running()
  totals.start({ scan })
  for (let type = 0; type < 1_000; type++) {
    totals.error({ scan, error: Object.assign(new Error('x'), { code: `E${type}` }) })
  }
  totals.error({ scan, error: Object.assign(new Error('x'), { code: 'E7' }) })
  expect(totals.failures.size).toBe(101)
  expect([totals.failures.get('E7'), totals.failures.get('_OTHER')]).toEqual([2, 900])
})

test('failures by type, of scans that were seen to begin', () => {
  const totals = new ScanTotals()
  const [a, stranger] = [running(), running()]
  totals.start(a)
  totals.error({ scan: a.scan, error: new TypeError('x') })
  totals.error({ scan: stranger.scan, error: new TypeError('x') })
  expect([...totals.failures]).toEqual([['TypeError', 1]])
})
