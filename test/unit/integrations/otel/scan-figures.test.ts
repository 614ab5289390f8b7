import { expect, test } from 'vitest'
import { figuresOf, NO_FIGURES, since, sum } from '../../../../src/integrations/otel/scan-figures.ts'
import { manualClock } from '../../../support/manual-clock.ts'
import { ProbeCounts } from '../../../../src/probe/probe-counts.ts'
import { StatsReader } from '../../../../src/scan-stats.ts'

test('ports are counted by state, whatever the reason', () => {
  const counts = new ProbeCounts()
  counts.sent = 5
  counts.verdict('closed', 'conn-refused')
  counts.verdict('closed', 'reset')
  counts.verdict('open|filtered', 'no-response')
  const stats = new StatsReader(counts, { blocked: 0, total: 3 }, manualClock()).read(0)
  expect(figuresOf(stats)).toEqual({
    sent: 5,
    answered: 0,
    retried: 0,
    ports: { closed: 2, 'open|filtered': 1 },
  })
})

test('what was added is what came since', () => {
  const a = { sent: 3, answered: 2, retried: 1, ports: { open: 1 } }
  const b = { sent: 10, answered: 5, retried: 0, ports: { open: 2, closed: 4 } }
  expect(sum(a, b)).toEqual({ sent: 13, answered: 7, retried: 1, ports: { open: 3, closed: 4 } })
  expect(since(sum(a, b), a)).toEqual(b)
  expect(sum(NO_FIGURES, a)).toEqual(a)
})
