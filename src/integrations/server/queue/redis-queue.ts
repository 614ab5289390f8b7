import { loadPeer } from '../peer.ts'
import { bullmqQueue, QUEUE_NAME } from './bullmq-queue.ts'
import type { JobQueue } from './job-queue.ts'

type RedisConnection = import('ioredis').Redis

export interface RedisQueueOptions {
  /** `'redis://127.0.0.1:6379'`, `rediss:` with TLS, the password in it. */
  readonly url: string
  /** Before all keys. Default `'portscan'`. */
  readonly prefix?: string
  /** Told of what went wrong: it goes on trying. */
  readonly onError?: (error: unknown) => void
}

/**
 * A queue for workers on many machines, on Redis from 6.2 on. It need not be there yet: connections are tried again for
 * ever. `ERR_MISSING_PEER` where bullmq or ioredis is not installed.
 */
export async function redisQueue({
  url,
  prefix = 'portscan',
  onError = () => {},
}: RedisQueueOptions): Promise<JobQueue> {
  const { Redis } = await loadPeer('ioredis', () => import('ioredis'))
  const { Queue, Worker } = await loadPeer('bullmq', () => import('bullmq'))
  const connect = (maxRetriesPerRequest: number | null): { redis: RedisConnection; cut: () => void } => {
    let wanted = true
    // Half a second after it was lost, then ever later; BullMQ's copies of the connection do as it does.
    const retryStrategy = (attempt: number): number | null => (wanted ? Math.min(attempt * 500, 2_000) : null)
    const redis = new Redis(url, { maxRetriesPerRequest, retryStrategy })
    redis.on('error', onError)
    const cut = (): void => {
      wanted = false
      redis.disconnect()
    }
    return { redis, cut }
  }
  // Who adds or asks hears soon that Redis is away; who waits for jobs waits on.
  const asking = connect(1)
  return bullmqQueue({
    name: 'redis',
    queue: new Queue(QUEUE_NAME, { connection: asking.redis, prefix }),
    makeWorker(processor, options) {
      const taking = connect(null)
      const worker = new Worker(QUEUE_NAME, processor, { ...options, connection: taking.redis, prefix })
      worker.on('closed', taking.cut)
      return { worker, cut: taking.cut }
    },
    ready: async () => void (await asking.redis.ping()),
    disconnect: () => Promise.resolve(asking.cut()),
    onError,
  })
}
