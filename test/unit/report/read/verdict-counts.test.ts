import { expect, test } from 'vitest'
import { UnclearWords } from '../../../../src/report/read/unclear-words.ts'
import { VerdictCounts } from '../../../../src/report/read/verdict-counts.ts'

test('ports that are only counted have the reasons that are told, the rest of them the usual one', () => {
  const counts = new VerdictCounts(new UnclearWords())
  counts.begin({ state: 'closed', count: '10' })
  counts.add({ reason: 'resets', count: '4' })
  counts.add({ reason: 'port-unreaches', count: '3', proto: 'udp' })
  counts.end()
  counts.begin({ state: 'filtered', count: 'many' })
  counts.add({ reason: 'no-response', count: '99' })
  counts.end()
  expect(counts.with([{ state: 'open', reason: 'syn-ack' } as never])).toEqual({
    closed: { reset: 4, 'port-unreach': 3, 'conn-refused': 3 },
    open: { 'syn-ack': 1 },
  })
})
