import { expect, test } from 'vitest'
import { redisQueue } from '../../../../../src/integrations/server/queue/redis-queue.ts'

test('a Redis that is away is told of, and keeps nobody waiting', async () => {
  const errors: unknown[] = []
  // Nobody listens on port 1.
  const queue = await redisQueue({ url: 'redis://127.0.0.1:1', onError: (error) => errors.push(error) })
  const work = queue.work(() => Promise.resolve(), { concurrency: 1 })
  await expect(queue.ready()).rejects.toThrow()
  await expect(queue.add([{ id: 'a:0:0', scanId: 'a', index: 0 }])).rejects.toThrow()
  expect(errors.length).toBeGreaterThan(0)
  expect(work.active).toBe(0)
  await queue.close()
})
