import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { JobQueue } from '../queue/job-queue.ts'
import { noTelemetry } from '../telemetry/telemetry.ts'
import { backendOrder } from './backend-order.ts'
import { allBackends } from './backends/index.ts'
import { workOnShard, type ShardWorkParts } from './shard-work.ts'
import { startSweep } from './sweep.ts'

/** What a worker needs, and how hard it works. */
export type WorkerOptions = Pick<ShardWorkParts, 'shards' | 'allow'> &
  Partial<ShardWorkParts> & {
    readonly queue: JobQueue
    /** Shards at once. Default 2. 0: none, only those that are due are put in the queue. */
    readonly workers?: number
    /** Milliseconds between two looks for shards that are due. Default 5,000. */
    readonly sweepMs?: number
  }

export interface ShardWorker {
  /** Shards under way. */
  readonly active: number
  /** Shards that could be under way beside them. */
  readonly idle: number
  /** Ends the scans under way within a second, gives their shards back, and takes no more. */
  close(): Promise<void>
}

/**
 * Takes shards from the queue and does them, and puts in again what is due in the store. Any number of workers may do so,
 * in any number of processes.
 *
 * @example
 * const worker = startWorker({ queue, shards: store.shards, allow: scope.allow })
 * await worker.close()
 */
export function startWorker({ queue, workers = 2, sweepMs = 5_000, ...given }: WorkerOptions): ShardWorker {
  const parts: ShardWorkParts = {
    backends: backendOrder(allBackends()),
    telemetry: noTelemetry,
    owner: `${hostname()}-${process.pid}-${randomUUID()}`,
    leaseMs: 30_000,
    attempts: 3,
    retryMs: 5_000,
    onError: () => {},
    ...given,
  }
  const closing = new AbortController()
  const { shards, onError } = parts
  const work =
    workers === 0
      ? undefined
      : queue.work((job) => workOnShard(parts, job, closing.signal), { concurrency: workers, onError })
  const stopSweep = startSweep({ shards, queue, every: sweepMs, onError })
  return {
    get active() {
      return work?.active ?? 0
    },
    get idle() {
      return workers - (work?.active ?? 0)
    },
    async close() {
      stopSweep()
      closing.abort(new Error('the worker is closed'))
      await work?.close()
    },
  }
}
