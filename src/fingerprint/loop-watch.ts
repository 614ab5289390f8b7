import type { Clock } from '../model/clock.ts'

/** Milliseconds between looks. */
const BEAT = 50
/** A beat that is later than this was kept waiting, by other work of this process or of this machine. */
const LATE = 10

/** Measures how late this process is with what it has to do, while somebody wants to know. */
export class LoopWatch {
  readonly #clock: Clock
  #lost = 0
  #watchers = 0
  #callOff: () => void = () => {}

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Milliseconds by which the beats so far were late, all together. */
  get lost(): number {
    return this.#lost
  }

  /** Watches until as many have left as have entered. */
  enter(): void {
    if (this.#watchers++ === 0) this.#beat()
  }

  leave(): void {
    if (--this.#watchers === 0) this.#callOff()
  }

  #beat(): void {
    const due = this.#clock.now() + BEAT
    let called = false
    this.#callOff = this.#clock.after(BEAT, () => {
      // A clock may call twice, and a watch must not double by that.
      if (called || this.#watchers === 0) return
      called = true
      const late = this.#clock.now() - due
      if (late > LATE) this.#lost += late
      try {
        this.#beat()
      } catch {
        // Only the measure ends here: a clock that fails is told of by those who depend on it.
      }
    })
  }
}
