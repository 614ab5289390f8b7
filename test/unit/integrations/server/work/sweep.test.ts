import { expect, test } from 'vitest'
import { memoryQueue } from '../../../../../src/integrations/server/queue/memory-queue.ts'
import type { Job } from '../../../../../src/integrations/server/queue/job-queue.ts'
import { startSweep } from '../../../../../src/integrations/server/work/sweep.ts'
import { eventually } from '../../../../support/eventually.ts'
import { memoryShards, storedScan } from '../../../../support/memory-shards.ts'

test('what is due is put in, at once and again when it was lost', async () => {
  const shards = memoryShards(storedScan({}, { shards: 3 }))
  const [first, second] = [memoryQueue(), memoryQueue()]
  let queue = first
  const stop = startSweep({
    shards,
    queue: { add: (jobs) => queue.add(jobs), length: () => queue.length() },
    every: 10,
  })
  await eventually(async () => (await first.length()) === 3)
  queue = second
  await eventually(async () => (await second.length()) === 3)
  stop()
})

test('the attempt is in the id, and nothing is put in where as much waits', async () => {
  const shards = memoryShards(storedScan({}, { shards: 2 }))
  shards.rows[1]!.attempt = 2
  const added: Job[][] = []
  let looks = 0
  const queue = {
    add: (jobs: readonly Job[]) => Promise.resolve(void added.push([...jobs])),
    length: () => Promise.resolve(looks++ === 0 ? 0 : 2),
  }
  const stop = startSweep({ shards, queue, every: 5 })
  await eventually(() => looks > 3)
  stop()
  expect(added.map((jobs) => jobs.map(({ id }) => id.replace(/^[^:]*/, '')))).toEqual([[':0:0', ':1:2']])
})

test('trouble is told of, and the next look comes', async () => {
  const shards = memoryShards()
  shards.trouble = new Error('away')
  const errors: unknown[] = []
  const queue = memoryQueue()
  const stop = startSweep({ shards, queue, every: 5, onError: (error) => errors.push(error) })
  await eventually(() => errors.length > 1)
  delete shards.trouble
  await eventually(async () => (await queue.length()) === 1)
  stop()
})
