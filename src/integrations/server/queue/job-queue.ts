/** A call to look at one shard. It says where to look and nothing else: the store is the truth. */
export interface Job {
  /** Two jobs of one id that wait at the same time are one. */
  readonly id: string
  readonly scanId: string
  readonly index: number
  /** W3C Trace Context of whoever put it in. */
  readonly traceparent?: string
}

export interface WorkOptions {
  /** Jobs at once. */
  readonly concurrency: number
  /** Told of what went wrong with the queue itself, which goes on trying. */
  readonly onError?: (error: unknown) => void
}

/** Takes jobs until it is closed. */
export interface Work {
  readonly active: number
  /** Takes no more; resolves when those under way are done. */
  close(): Promise<void>
}

/**
 * Brings jobs to workers, each at least once. It may lose all it holds: whoever owns the store puts in again what is
 * due there, so a queue needs no durability of its own.
 */
export interface JobQueue {
  readonly name: string
  add(jobs: readonly Job[]): Promise<void>
  /** `signal` ends when the queue is closed by force. A handler that rejects has its job done: the store knows better. */
  work(handler: (job: Job, signal: AbortSignal) => Promise<void>, options: WorkOptions): Work
  /** Jobs that wait. */
  length(): Promise<number>
  ready(): Promise<void>
  close(): Promise<void>
}
