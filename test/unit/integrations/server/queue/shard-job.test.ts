import { expect, test } from 'vitest'
import { shardJob } from '../../../../../src/integrations/server/queue/shard-job.ts'

test('a shard that waits is one job, and its next attempt is another', () => {
  const shard = { scanId: 'a', index: 3, attempts: 0 }
  expect(shardJob(shard)).toEqual({ id: 'a:3:0', scanId: 'a', index: 3 })
  expect(shardJob({ ...shard, attempts: 1 }).id).not.toBe(shardJob(shard).id)
})

test('the trace goes along', () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
  expect(shardJob({ scanId: 'a', index: 0, attempts: 0 }, traceparent)).toMatchObject({ traceparent })
})
