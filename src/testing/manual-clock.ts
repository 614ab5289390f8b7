import { setImmediate as settleMicrotasks } from 'node:timers/promises'
import type { Clock } from 'portscan-core'

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

interface Timer {
  readonly at: number
  readonly order: number
  run: (() => void) | undefined
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
  const timers = timerHeap()
  let turns: Timer[] = []
  let time = 0
  let order = 0
  let live = 0
  let turnsHere = 0

  function callOff(timer: Timer): () => void {
    live++
    return () => {
      if (timer.run === undefined) return
      timer.run = undefined
      live--
      timers.forget(live)
    }
  }

  function fire(timer: Timer): void {
    const { run } = timer
    if (run === undefined) return
    timer.run = undefined
    live--
    run()
  }

  function moveTo(at: number): void {
    if (at > time) turnsHere = 0
    time = Math.max(time, at)
  }

  // Runs everything that is due now; what it adds for now waits for the next call, as on a real event loop.
  function runDue(): boolean {
    const due = turns
    turns = []
    if (due.length > 0 && ++turnsHere >= TURNS) moveTo(Math.min(time + 1, timers.first()?.at ?? Infinity))
    const before = order
    for (
      let timer = timers.first();
      timer && timer.at <= time && timer.order < before;
      timer = timers.first()
    ) {
      due.push(timers.shift()!)
    }
    const any = due.some((timer) => timer.run !== undefined)
    due.forEach(fire)
    return any
  }

  /** The next instant at which something happens. */
  const nextAt = (): number => (turns.some((turn) => turn.run) ? time : (timers.first()?.at ?? Infinity))

  return {
    now: () => time,
    wallTime: () => wallStart + time,
    after(delay, run) {
      const timer = { at: time + Math.max(0, delay), order: order++, run }
      timers.push(timer)
      return callOff(timer)
    },
    turn(run) {
      const turn = { at: time, order: order++, run }
      turns.push(turn)
      return callOff(turn)
    },
    get waiting() {
      return live
    },
    async advance(ms) {
      const end = time + ms
      await settleMicrotasks()
      while (nextAt() <= end) {
        moveTo(nextAt())
        if (runDue()) await settleMicrotasks()
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

interface TimerHeap {
  push(timer: Timer): void
  /** The earliest timer that has not been called off. */
  first(): Timer | undefined
  shift(): Timer | undefined
  /** Throws out what was called off once it is the larger part. */
  forget(live: number): void
}

/** A binary heap by time, then by the order of the calls. */
function timerHeap(): TimerHeap {
  let heap: Timer[] = []
  const earlier = (a: Timer, b: Timer): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)

  function push(timer: Timer): void {
    let at = heap.length
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!earlier(timer, heap[parent]!)) break
      heap[at] = heap[parent]!
      at = parent
    }
    heap[at] = timer
  }

  function shift(): Timer | undefined {
    const top = heap[0]
    const last = heap.pop()
    if (top === undefined || last === undefined || heap.length === 0) return top
    let at = 0
    for (;;) {
      let child = at * 2 + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && earlier(heap[child + 1]!, heap[child]!)) child++
      if (!earlier(heap[child]!, last)) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = last
    return top
  }

  return {
    push,
    shift,
    first() {
      while (heap.length > 0 && heap[0]!.run === undefined) shift()
      return heap[0]
    },
    forget(live) {
      if (heap.length < 1024 || heap.length < live * 2) return
      const kept = heap.filter((timer) => timer.run !== undefined)
      heap = []
      kept.forEach(push)
    },
  }
}
