// A worker alone, as a process that can be killed: its database, its Redis and its lease come by the environment.
import { postgresqlQueue } from '../../src/integrations/server/queue/postgresql-queue.ts'
import { redisQueue } from '../../src/integrations/server/queue/redis-queue.ts'
import { openStore } from '../../src/integrations/server/store/open-store.ts'
import { startWorker } from '../../src/integrations/server/work/worker.ts'

const { DATABASE_URL: database = '', REDIS_URL: redis, LEASE = '2000', SWEEP = '500' } = process.env
const onError = (error: unknown): void => console.error(String(error))

const store = await openStore({ url: database }, { onError })
const queue = await (redis === undefined
  ? postgresqlQueue({ database, onError })
  : redisQueue({ url: redis, onError }))
const worker = startWorker({
  queue,
  shards: store.shards,
  allow: ['127.0.0.0/8'],
  workers: 2,
  leaseMs: Number(LEASE),
  sweepMs: Number(SWEEP),
  retryMs: 100,
  onError,
})
process.once('SIGTERM', () => {
  void (async () => {
    await worker.close()
    await queue.close()
    await store.close()
  })()
})
console.log('ready')
