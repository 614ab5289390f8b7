import type { DueShard } from '../store/store.ts'
import type { Job } from './job-queue.ts'

/**
 * The job that calls for a shard. Its id has the attempt in it: however often a shard is put in while it waits, it waits
 * once; and where a worker died with it, the next attempt does not wait for the queue to notice.
 */
export function shardJob({ scanId, index, attempts }: DueShard, traceparent?: string): Job {
  const job = { id: `${scanId}:${index}:${attempts}`, scanId, index }
  return traceparent === undefined ? job : { ...job, traceparent }
}
