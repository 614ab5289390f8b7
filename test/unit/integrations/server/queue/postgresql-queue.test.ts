import { expect, test } from 'vitest'
import { postgresqlQueue } from '../../../../../src/integrations/server/queue/postgresql-queue.ts'

test('a database that is away is told of when the queue is made', async () => {
  // Nobody listens on port 1.
  const database = 'postgresql://nobody@127.0.0.1:1/none'
  await expect(postgresqlQueue({ database })).rejects.toThrow('ECONNREFUSED')
})
