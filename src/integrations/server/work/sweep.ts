import type { JobQueue } from '../queue/job-queue.ts'
import { shardJob } from '../queue/shard-job.ts'
import type { ShardStore } from '../store/store.ts'

export interface SweepOptions {
  readonly shards: Pick<ShardStore, 'due'>
  readonly queue: Pick<JobQueue, 'add' | 'length'>
  /** Milliseconds between two looks. Default 5,000. */
  readonly every?: number
  readonly onError?: (error: unknown) => void
}

/** Shards that one look puts in at most. */
const AT_ONCE = 1_000

/**
 * Looks for shards that are due and puts them in the queue: those that were never put in, that the queue has lost, whose
 * worker died, whose next attempt has come. The first look is at once. What is given back ends it.
 */
export function startSweep({ shards, queue, every = 5_000, onError = () => {} }: SweepOptions): () => void {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const look = async (): Promise<void> => {
    try {
      await sweep(shards, queue)
    } catch (error) {
      onError(error)
    }
    if (!stopped) timer = setTimeout(() => void look(), every)
  }
  void look()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}

/** How many shards were due. */
async function sweep(shards: SweepOptions['shards'], queue: SweepOptions['queue']): Promise<void> {
  const due = await shards.due(AT_ONCE)
  // As many wait there as are due: workers have enough to do, and what they find gone makes the queue shorter than this.
  if (due.length === 0 || (await queue.length()) >= due.length) return
  await queue.add(due.map((shard) => shardJob(shard)))
}
