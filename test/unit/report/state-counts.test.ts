import { expect, test } from 'vitest'
import { addCounts, countStates } from '../../../src/report/state-counts.ts'

test('adds by state and reason, and leaves both as they were', () => {
  const some = { open: { 'syn-ack': 1 }, closed: { 'conn-refused': 2 } } as const
  const more = { closed: { 'conn-refused': 3, reset: 1 } } as const
  expect(addCounts(some, { ...more })).toEqual({
    open: { 'syn-ack': 1 },
    closed: { 'conn-refused': 5, reset: 1 },
  })
  expect(some).toEqual({ open: { 'syn-ack': 1 }, closed: { 'conn-refused': 2 } })
})

test('ports are counted by state and reason', () => {
  const [open, closed] = [
    { state: 'open', reason: 'syn-ack' },
    { state: 'closed', reason: 'reset' },
  ] as const
  expect(countStates([open, closed, open])).toEqual({ open: { 'syn-ack': 2 }, closed: { reset: 1 } })
  expect(countStates([])).toEqual({})
})
