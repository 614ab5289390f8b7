import PQueue from 'p-queue'
import { ScanError } from '../model/errors.ts'

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

/** Gives a slot back; once, further calls do nothing. */
export type Release = () => void

/**
 * A limiter over p-queue.
 *
 * @example
 * const limiter = createLimiter(100)
 * await Promise.all([scan(a, { limiter }).report(), scan(b, { limiter }).report()])
 */
export function createLimiter(limit: number): Limiter {
  if (!(limit >= 1)) {
    throw new ScanError(
      'ERR_OPTION',
      `A limiter needs a limit of at least 1, such as createLimiter(100); got ${String(limit)}`,
    )
  }
  const queue = new PQueue({ concurrency: limit })
  return {
    limit,
    get active() {
      return queue.pending
    },
    get waiting() {
      return queue.size
    },
    async acquire({ signal, priority = 0 } = {}) {
      signal?.throwIfAborted()
      const free = queue.pending < limit && queue.size === 0
      return await new Promise<Release>((granted, refused) => {
        // A signal of our own, for the wait alone: p-queue would end the holding at the caller's, and give the slot
        // to the next one while it is still in use.
        const waiting = signal === undefined || free ? undefined : new AbortController()
        const leave = (): void => waiting?.abort(signal?.reason)
        // The queue's task is the holding of the slot: it ends when the holder gives the slot back.
        const holding = (): Promise<void> => {
          if (waiting !== undefined) signal?.removeEventListener('abort', leave)
          return new Promise((release) => granted(() => release()))
        }
        if (waiting !== undefined) signal?.addEventListener('abort', leave, { once: true })
        queue.add(holding, { priority, ...(waiting && { signal: waiting.signal }) }).catch(refused)
      })
    },
  }
}
