import { setMaxListeners } from 'node:events'

/** One piece of work that several callers wait for. */
export interface SharedWork<T> {
  /** True once every caller has left: the work was called off, and a new caller needs new work. */
  readonly abandoned: boolean
  /** Waits for the result. The signal takes this caller away, with its reason, and calls the work off when it was the last. */
  join(signal?: AbortSignal): Promise<T>
}

/** Starts `work` at the first caller; its signal fires when the last caller has left before the end. */
export function sharedWork<T>(work: (signal: AbortSignal) => Promise<T>): SharedWork<T> {
  const abort = new AbortController()
  setMaxListeners(0, abort.signal)
  let result: Promise<T> | undefined
  let waiting = 0
  return {
    get abandoned() {
      return abort.signal.aborted
    },
    join(signal) {
      result ??= work(abort.signal)
      const shared = result
      waiting++
      return new Promise<T>((resolve, reject) => {
        const onAbort = (): void => {
          waiting--
          reject(signal?.reason as Error)
          if (waiting === 0) abort.abort(signal?.reason)
        }
        signal?.addEventListener('abort', onAbort, { once: true })
        shared.finally(() => signal?.removeEventListener('abort', onAbort)).then(resolve, reject)
      })
    },
  }
}
