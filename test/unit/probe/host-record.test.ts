import { describe, expect, test } from 'vitest'
import { OpenBlock } from '../../../src/probe/open-block.ts'
import { blockOf, recordOf } from './pieces.ts'

describe('HostRecord', () => {
  test('counts by state and reason', () => {
    const record = recordOf()
    record.count('open', 'syn-ack')
    record.count('closed', 'conn-refused')
    record.count('open', 'syn-ack')
    record.count('open', 'conn-reset')
    expect(record.counts).toEqual({ open: { 'syn-ack': 2, 'conn-reset': 1 }, closed: { 'conn-refused': 1 } })
  })

  test('is finished with its last port, even before the block is walked', () => {
    const record = recordOf(new OpenBlock(blockOf(2, 3)))
    record.done = 2
    expect(record.isFinished).toBe(false)
    record.done = 3
    expect(record.isFinished).toBe(true)
    record.open = 1
    expect(record.isFinished).toBe(false)
  })

  test.each([
    ['a shard', { shard: { index: 0, count: 2 } }],
    ['a resumed block', { resume: { next: 4, pending: [] } }],
  ])('of %s only the walk knows when it is finished', (_what, options) => {
    const block = new OpenBlock(blockOf(2, 3, options))
    const record = recordOf(block)
    record.done = 3
    expect(record.isFinished).toBe(false)
    while (block.advance());
    expect(record.isFinished).toBe(true)
  })
})
