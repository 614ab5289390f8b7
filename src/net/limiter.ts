import PQueue from 'p-queue'

/**
 * How many things may be open at once. Share one between scans to bound them together; a slot is held from
 * dial to close.
 */
export interface Limiter {
  readonly limit: number
  /** Slots that are taken. */
  readonly active: number
  /** Callers that wait for a slot. */
  readonly waiting: number
  /**
   * Waits for a slot; the result gives it back (once; further calls do nothing). Rejects with the signal's reason
   * when that fires first.
   */
  acquire(options?: AcquireOptions): Promise<Release>
}

export interface AcquireOptions {
  readonly signal?: AbortSignal
  /** Higher goes first. Default 0. */
  readonly priority?: number
}

export type Release = () => void

/**
 * A limiter over p-queue.
 *
 * @example
 * const limiter = createLimiter(100)
 * await Promise.all([scan(a, { limiter }).report(), scan(b, { limiter }).report()])
 */
export function createLimiter(limit: number): Limiter {
  const queue = new PQueue({ concurrency: limit })
  return {
    limit,
    get active() {
      return queue.pending
    },
    get waiting() {
      return queue.size
    },
    acquire({ signal, priority = 0 } = {}) {
      return new Promise<Release>((granted, refused) => {
        // The queue's task is the holding of the slot: it ends when the holder gives the slot back.
        const holding = (): Promise<void> => new Promise((release) => granted(() => release()))
        queue.add(holding, { priority, ...(signal && { signal }) }).catch(refused)
      })
    },
  }
}
