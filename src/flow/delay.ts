import type { Clock } from '../model/clock.ts'

/** Waits some milliseconds, or until the signal fires: then too it resolves, and the caller looks at the signal. */
export function delay(milliseconds: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      callOff()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const callOff = clock.after(milliseconds, done)
    signal.addEventListener('abort', done)
    if (signal.aborted) done()
  })
}
