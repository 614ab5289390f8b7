import { expect, test } from 'vitest'
import { ProbeCounts } from '../../../src/probe/probe-counts.ts'

test('counts verdicts by state and reason', () => {
  const counts = new ProbeCounts()
  counts.verdict('open', 'syn-ack')
  counts.verdict('filtered', 'no-response')
  counts.verdict('filtered', 'no-response')
  expect(counts.done).toBe(3)
  expect(counts.states).toEqual({ open: { 'syn-ack': 1 }, filtered: { 'no-response': 2 } })
})
