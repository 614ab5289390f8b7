import type { Clock } from '../model/clock.ts'

export interface WithinOptions {
  /** Milliseconds. */
  readonly timeout: number
  readonly clock: Clock
  readonly signal?: AbortSignal | undefined
  /** Makes the error that the wait ends with when time is up. */
  readonly late: () => Error
}

/**
 * Waits for an answer, but neither longer than `timeout` nor beyond the signal, whose reason it rejects with. What
 * comes later is dropped. No timer and no listener stays, whichever way it ends.
 */
export function within<T>(answer: Promise<T>, { timeout, clock, signal, late }: WithinOptions): Promise<T> {
  return new Promise((resolve, reject) => {
    let callOff = (): void => {}
    const onAbort = (): void => end(() => reject(signal?.reason as Error))
    const end = (settle: () => void): void => {
      callOff()
      signal?.removeEventListener('abort', onAbort)
      settle()
    }
    // Listened to first: should the clock fail, the answer's own failure is still nobody's unhandled rejection.
    answer.then(
      (value) => end(() => resolve(value)),
      (error: unknown) => end(() => reject(error)),
    )
    callOff = clock.after(timeout, () => end(() => reject(late())))
    if (signal?.aborted) onAbort()
    else signal?.addEventListener('abort', onAbort, { once: true })
  })
}
