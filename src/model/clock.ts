/** Time as the scan sees it, so that tests can run it by hand. All times are milliseconds. */
export interface Clock {
  /** Monotonic: only differences mean anything. */
  now(): number
  /** Milliseconds since the epoch, for time stamps. */
  wallTime(): number
  /** Calls `run` once after `delay`; the returned function calls it off. */
  after(delay: number, run: () => void): () => void
  /** Calls `run` after what waits for the event loop (input, timers) had its turn; the returned function calls it off. */
  turn(run: () => void): () => void
}

/** The time of this machine: `performance`, `Date` and Node's timers. */
export const systemClock: Clock = {
  now: () => performance.now(),
  wallTime: () => Date.now(),
  after(delay, run) {
    const timer = setTimeout(run, delay)
    return () => clearTimeout(timer)
  },
  turn(run) {
    const immediate = setImmediate(run)
    return () => clearImmediate(immediate)
  },
}

/** Milliseconds to the microsecond: what lies below is noise. */
export function roundTime(milliseconds: number): number {
  return Math.round(milliseconds * 1_000) / 1_000
}
