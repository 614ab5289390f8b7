import { setImmediate as settleMicrotasks } from 'node:timers/promises'
import type { Clock } from 'portscan-core'
import { EventQueue } from './event-queue.ts'
import { TurnList } from './turn-list.ts'

/** A clock that stands still until the test moves it. Times are milliseconds. */
export interface ManualClock extends Clock {
  /** Timers and turns that still wait. */
  readonly waiting: number
  /** Moves on by `ms` and runs what falls due, in order; promises may react between two instants. */
  advance(ms: number): Promise<void>
  /** The same at once: promises react afterwards. */
  jump(ms: number): void
  /**
   * Moves on from timer to timer until `promise` settles, and gives what it gives. Fails where nothing is left to
   * run, which is a deadlock, and where virtual time passes `limit` (default 24 hours).
   */
  runUntilIdle<T>(promise: Promise<T>, limit?: number): Promise<T>
}

const DAY = 86_400_000
/** Turns take no time, but so many in a row at one instant take a millisecond: who waits by turns must not wait for ever. */
const TURNS = 100

/**
 * A clock for tests. `wallStart` is the wall time at its beginning, in milliseconds since the epoch; default the start
 * of 2026, UTC.
 *
 * @example
 * const clock = manualClock()
 * const report = await clock.runUntilIdle(scan(targets, { clock, connector }).report())
 */
export function manualClock(wallStart = Date.UTC(2026, 0, 1)): ManualClock {
  const timers = new EventQueue()
  const turns = new TurnList()
  let time = 0
  let turnsHere = 0

  function moveTo(at: number): void {
    if (at > time) turnsHere = 0
    time = Math.max(time, at)
  }

  /** Runs what is due now: turns, then timers. What they add for now waits for the next call. */
  function runDue(): void {
    if (turns.size > 0 && ++turnsHere >= TURNS) moveTo(Math.min(time + 1, timers.first))
    const due = timers.first <= time
    if (turns.size > 0) turns.take()
    if (due && timers.first <= time) timers.fireFirst()
  }

  /** The next instant at which something happens. */
  const nextAt = (): number => (turns.size > 0 ? time : timers.first)

  return {
    now: () => time,
    wallTime: () => wallStart + time,
    after(delay, run) {
      const place = timers.add(time + Math.max(0, delay), { fire: run })
      return () => void timers.cancel(place)
    },
    turn: (run) => turns.add(run),
    get waiting() {
      return timers.size + turns.size
    },
    async advance(ms) {
      const end = time + ms
      await settleMicrotasks()
      while (nextAt() <= end) {
        moveTo(nextAt())
        runDue()
        await settleMicrotasks()
      }
      moveTo(end)
    },
    jump(ms) {
      const end = time + ms
      while (nextAt() <= end) {
        moveTo(nextAt())
        runDue()
      }
      moveTo(end)
    },
    async runUntilIdle(promise, limit = DAY) {
      let settled = false
      const mark = (): void => void (settled = true)
      promise.then(mark, mark)
      const end = time + limit
      for (;;) {
        await settleMicrotasks()
        if (settled) return promise
        const next = nextAt()
        if (next === Infinity)
          throw new Error('The promise still waits, but no timer is left that could move it')
        if (next > end) throw new Error(`The promise still waits after ${String(limit)} ms of virtual time`)
        moveTo(next)
        runDue()
      }
    },
  }
}
