import type { Clock } from '../model/clock.ts'
import { PatientClock } from './patient-clock.ts'

/** Milliseconds between looks at time-outs and pace. */
export const TICK = 10
/** Milliseconds after which the event loop gets its turn, however many answers are there at once. */
const TURN = 10
/** A tick this late means that the loop stood still: what timed out meanwhile is no evidence. */
const STALL = 200

/** The one timer of a run, which stands still while there is nothing to wait for, and its turns of the event loop. */
export class Heartbeat {
  /** When the loop was last seen to have stood still. */
  stalledAt = -Infinity
  /** The time of the run. */
  readonly clock: PatientClock
  readonly #beat: (now: number, late: boolean) => void
  readonly #turned: () => void
  /** Told when the clock itself fails where nobody else would hear of it. */
  readonly #broken: (error: unknown) => void
  /** How many of the milliseconds since the last beat do not count, because no answer could be heard in them. */
  readonly #lost: (since: number) => number
  #turnedAt: number
  #callOffTurn: (() => void) | undefined
  #callOffTick: (() => void) | undefined
  #due = 0

  constructor(
    clock: Clock,
    beat: (now: number, late: boolean) => void,
    turned: () => void,
    broken: (error: unknown) => void = rethrow,
    lost: (since: number) => number = () => 0,
  ) {
    this.clock = new PatientClock(clock)
    this.#lost = lost
    this.#beat = beat
    this.#turned = turned
    this.#broken = broken
    this.#turnedAt = this.clock.counted()
  }

  /** Answers that are there at once would starve the loop through microtasks. */
  owesTurn(): boolean {
    return this.clock.counted() - this.#turnedAt > TURN
  }

  giveTurn(): void {
    this.#callOffTurn ??= this.clock.turn(() => {
      this.#callOffTurn = undefined
      this.#turnedAt = this.clock.counted()
      this.#turned()
    })
  }

  /** One more beat, if none is due yet. */
  keep(): void {
    if (this.#callOffTick !== undefined) return
    this.#due = this.clock.counted() + TICK
    // A loop that comes back late finds time-outs before the answers that lie in the kernel: those come first.
    const afterAnswers = (): void => {
      try {
        this.#callOffTick = this.clock.turn(() => this.#tick())
      } catch (error) {
        this.#broken(error)
      }
    }
    this.#callOffTick = this.clock.after(TICK, afterAnswers)
  }

  stop(): void {
    this.#callOffTick?.()
    this.#callOffTurn?.()
  }

  #tick(): void {
    this.#callOffTick = undefined
    const { clock } = this
    clock.hold(this.#lost(clock.counted() - this.#due + TICK))
    const now = clock.counted()
    const late = now - this.#due > STALL
    this.#turnedAt = now
    if (late) this.stalledAt = clock.now()
    this.#beat(now, late)
  }
}

function rethrow(error: unknown): never {
  throw error as Error
}
