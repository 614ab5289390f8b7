import type { Clock } from '../model/clock.ts'

/** A clock on which time can be taken back in which nothing could happen; as it is read, it stands still instead. */
export class PatientClock implements Clock {
  readonly #clock: Clock
  #held = 0
  #latest = -Infinity

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Never goes back. */
  now(): number {
    return (this.#latest = Math.max(this.#latest, this.counted()))
  }

  /** The time that counts so far: behind `now()` until what was taken back has been made up for. */
  counted(): number {
    return this.#clock.now() - this.#held
  }

  /** So many of the last milliseconds do not count. */
  hold(milliseconds: number): void {
    this.#held += milliseconds
  }

  wallTime(): number {
    return this.#clock.wallTime()
  }

  after(delay: number, run: () => void): () => void {
    return this.#clock.after(delay, run)
  }

  turn(run: () => void): () => void {
    return this.#clock.turn(run)
  }
}
