import type { Clock } from '../model/clock.ts'

/** What a time of this kind is made from. */
export interface PeerTimeOptions {
  readonly clock: Clock
  /** Milliseconds that this process has been late in all so far. */
  readonly lost?: (() => number) | undefined
  /** Connections that may be under way together: while one of them waits for a slot, so much less is asked. */
  readonly atOnce?: number | undefined
}

/** A timer that finds itself early by less than this has hit the mark. */
const EXACT = 1
/** It passes so fast at least, or many silent peers together would take for ever. */
const SLOWEST = 0.5
/** Milliseconds between looks where time passes slowly. */
const LEAST_WAIT = 5

/**
 * Milliseconds in which a peer could have answered: they pass slower while this process is late, and while its dials
 * wait for a slot or for the rate, but in all at least half as fast as those of the clock.
 */
export class PeerTime {
  readonly #clock: Clock
  readonly #lost: () => number
  readonly #share: number
  #startedAt: number | undefined
  #lostBefore = 0
  #held = 0
  /** Since when each dial waits. */
  readonly #holding = new Set<{ readonly since: number }>()

  constructor({ clock, lost = () => 0, atOnce = 1 }: PeerTimeOptions) {
    this.#clock = clock
    this.#lost = lost
    this.#share = 1 / atOnce
  }

  get started(): boolean {
    return this.#startedAt !== undefined
  }

  /** Milliseconds since the start. */
  get elapsed(): number {
    if (this.#startedAt === undefined) return 0
    const now = this.#clock.now()
    let held = this.#held
    for (const { since } of this.#holding) held += this.#shareSince(since, now)
    const real = now - this.#startedAt
    return Math.max(real * SLOWEST, real - held - (this.#lost() - this.#lostBefore))
  }

  start(): void {
    this.#startedAt = this.#clock.now()
    this.#lostBefore = this.#lost()
  }

  /** A dial begins to wait; the returned function ends that. */
  hold(): () => void {
    const holding = { since: this.#clock.now() }
    this.#holding.add(holding)
    return () => {
      if (this.#holding.delete(holding)) this.#held += this.#shareSince(holding.since, this.#clock.now())
    }
  }

  /** Calls `run` once so much of this time has passed, and what lies in the kernel by then has been heard. */
  after(delay: number, run: () => void): () => void {
    const due = this.elapsed + delay
    let callOff = (): void => {}
    // A clock may fail where nobody would hear of it: then the time is over.
    const orRun = (next: () => void) => () => {
      try {
        next()
      } catch {
        run()
      }
    }
    // It may call twice, too: nothing must be left then that nobody can call off.
    const look = (): void => {
      if (this.elapsed > due - EXACT) run()
      else orRun(() => wait(LEAST_WAIT))()
    }
    const wait = (least: number): void => {
      const afterAnswers = once(orRun(() => void (callOff = this.#clock.turn(once(look)))))
      callOff = this.#clock.after(Math.max(least, due - this.elapsed), afterAnswers)
    }
    wait(0)
    return () => callOff()
  }

  #shareSince(since: number, now: number): number {
    const counted = this.#startedAt === undefined ? now : Math.max(since, this.#startedAt)
    return (now - counted) * this.#share
  }
}

function once(run: () => void): () => void {
  let called = false
  return () => {
    if (called) return
    called = true
    run()
  }
}
