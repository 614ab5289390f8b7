import { expect, test } from 'vitest'
import { addCounts } from '../../../src/report/state-counts.ts'

test('adds by state and reason, and leaves both as they were', () => {
  const some = { open: { 'syn-ack': 1 }, closed: { 'conn-refused': 2 } } as const
  const more = { closed: { 'conn-refused': 3, reset: 1 } } as const
  expect(addCounts(some, { ...more })).toEqual({
    open: { 'syn-ack': 1 },
    closed: { 'conn-refused': 5, reset: 1 },
  })
  expect(some).toEqual({ open: { 'syn-ack': 1 }, closed: { 'conn-refused': 2 } })
})
