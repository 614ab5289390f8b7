import type { Processor, WorkerOptions } from 'bullmq'
import type { Job, JobQueue, Work, WorkOptions } from './job-queue.ts'

/** One queue for all of the service: workers of one installation share it. */
export const QUEUE_NAME = 'portscan-shards'

/**
 * How BullMQ notices that a worker died with its job. In one place, since the largest `stalledInterval` of all workers
 * counts. The store's lease is what decides who may write: a job that comes back too early does no harm, and these bring one
 * back well within a lease, where its worker died before it had claimed the shard.
 */
const RECOVERY = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 3 } as const

/** Milliseconds that a queue which cannot be reached may take: whoever adds must not wait for its return. */
const PATIENCE = 5_000

/** Likewise, for saying good-bye. */
const FAREWELL = 1_500

/** What is used of BullMQ's classes, whose types differ by what they run on. */
interface QueueLike {
  addBulk(
    jobs: { name: string; data: Job; opts: { jobId: string; removeOnComplete: true; removeOnFail: true } }[],
  ): Promise<unknown>
  getWaitingCount(): Promise<number>
  close(): Promise<void>
  on(event: 'error', listener: (error: Error) => void): unknown
}
interface WorkerLike {
  close(): Promise<void>
  on(event: 'error', listener: (error: Error) => void): unknown
}

/** What differs between Redis and PostgreSQL. */
export interface BullmqParts {
  readonly name: string
  readonly queue: QueueLike
  /** `cut` ends the connections of the worker whatever it waits for. */
  makeWorker(
    processor: Processor,
    options: Omit<WorkerOptions, 'connection'>,
  ): { readonly worker: WorkerLike; cut(): void }
  ready(): Promise<void>
  /** Lets go of the connections, at once. */
  disconnect(): Promise<void>
  readonly onError: (error: unknown) => void
}

/** A `JobQueue` on BullMQ. What is done leaves no trace in it, so that its id may come again. */
export function bullmqQueue(parts: BullmqParts): JobQueue {
  const forced = new AbortController()
  const works = new Set<Work>()
  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    forced.abort()
    await Promise.all([...works].map((work) => work.close()))
    await inTime(parts.queue.close(), 'the queue did not close', FAREWELL).catch(parts.onError)
    await parts.disconnect()
  }
  parts.queue.on('error', parts.onError)
  return {
    name: parts.name,
    async add(jobs) {
      if (forced.signal.aborted) throw new Error('the queue is closed')
      const options = { removeOnComplete: true, removeOnFail: true } as const
      const entries = jobs.map((job) => ({ name: 'shard', data: job, opts: { ...options, jobId: job.id } }))
      await inTime(parts.queue.addBulk(entries), `the queue (${parts.name}) took no jobs`)
    },
    work(handler, options) {
      const started = startWork(parts, handler, options, forced.signal)
      const work: Work = {
        get active() {
          return started.active
        },
        async close() {
          await started.close()
          works.delete(work)
        },
      }
      works.add(work)
      return work
    },
    length: () => inTime(parts.queue.getWaitingCount(), `the queue (${parts.name}) did not say its length`),
    ready: () => inTime(parts.ready(), `the queue (${parts.name}) did not answer`),
    close: () => (closing ??= close()),
  }
}

function startWork(
  parts: BullmqParts,
  handler: Parameters<JobQueue['work']>[0],
  { concurrency, onError = parts.onError }: WorkOptions,
  signal: AbortSignal,
): Work {
  const underWay = new Set<Promise<void>>()
  let closed = false
  const process: Processor<Job> = async ({ data }) => {
    // Taken while it closes: it is due in the store, and comes again.
    if (closed) return
    const done = handler(data, signal).catch(onError)
    underWay.add(done)
    await done.finally(() => underWay.delete(done))
  }
  const { worker, cut } = parts.makeWorker(process, { concurrency, ...RECOVERY })
  worker.on('error', onError)
  return {
    get active() {
      return underWay.size
    },
    async close() {
      closed = true
      const closing = worker.close()
      closing.catch(onError)
      await Promise.all(underWay)
      // Where the queue is away, it would wait for its return.
      await inTime(closing, 'the worker of the queue did not close', FAREWELL).catch(cut)
    },
  }
}

async function inTime<Value>(promise: Promise<Value>, trouble: string, patience = PATIENCE): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${trouble} within ${patience / 1000} s`)), patience)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
    promise.catch(() => {})
  }
}
