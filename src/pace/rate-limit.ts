import { FALL, standardScore } from './answer-curve.ts'
import { SendWindow } from './send-window.ts'

/** The pace goes this far below what was carried, so that what has piled up drains. */
const BELOW = 0.95
/** Tries a second, however little comes through. */
const LEAST_RATE = 5
/** The share of the rate that is left while nothing is answered. */
const OUTAGE = 0.25
/** Windows that are looked at together. */
const MOST_RECENT = 6
/** First tries after a fall by which it is judged, and by how many standard deviations they must be answered better. */
const ENOUGH_AFTER = 16
const BETTER = 1.3
/** Steps up, each window: to what was carried before, above it with care, and after many windows without a fall. */
const BACK = 1.4
const CAREFUL = 1.03
const CALM = 1.15
const CALM_WINDOWS = 16

/** What a fall was concluded from, and what would have to be put back if it was a mistake. */
interface Fall {
  readonly windows: readonly SendWindow[]
  readonly seen: SendWindow
  /** The share of answers at lower rates. */
  readonly base: number
  readonly rate: number
  readonly carried: number
}

/** What was found of a limit on a way: how much it carries, and whether that still holds. Rates in tries a second. */
export class RateLimit {
  /** What was last seen to be carried; `Infinity` while no limit was met. */
  #carried = Infinity
  #since = -Infinity
  #fall: Fall | undefined
  #calm = 0
  readonly #recent: SendWindow[] = []

  get isMet(): boolean {
    return this.#carried < Infinity
  }

  get carried(): number {
    return this.#carried
  }

  /** When it was last found, in milliseconds. */
  get since(): number {
    return this.#since
  }

  /** Whether the window was sent at the present pace, or a nearby one. */
  isOfNow(window: SendWindow): boolean {
    return window.start >= this.#since
  }

  /** A slow stretch is over: what was sent before shows another pace than what comes. */
  begin(now: number): void {
    this.#since = now
  }

  /** A test has shown that `seen`, sent at `rate`, was too fast: slowly, the share `base` was answered. */
  tested(seen: SendWindow, base: number, rate: number): void {
    this.#fall = { windows: [], seen, base, rate, carried: Infinity }
    this.#carried = Math.max(LEAST_RATE, (seen.delivered / base) * BELOW)
  }

  /** Other tries are sent now, of which another share is answered. */
  newRound(): void {
    this.#recent.length = 0
    this.#fall = undefined
  }

  /** The last windows as one: near a limit the difference is small, and takes many tries to see. */
  lately(window: SendWindow): SendWindow {
    if (!this.isMet || !this.isOfNow(window)) return window
    this.#recent.push(window)
    if (this.#recent.length > MOST_RECENT) this.#recent.shift()
    return SendWindow.ofMany(this.#recent)
  }

  /**
   * The share of answers fell below `base`. Gives the rate to go on with: what is filtered at every rate is no fault of
   * the rate, only the fall below the usual share counts.
   */
  fell(seen: SendWindow, base: number, rate: number, now: number): number {
    // Where nothing comes through at all, that is no measure of what is carried, but an outage.
    const share = seen.answered === 0 ? rate * OUTAGE : (seen.delivered / base) * BELOW
    const carried = Math.max(LEAST_RATE, share)
    const windows = this.#recent.length > 0 && this.isOfNow(seen) ? [...this.#recent] : [seen]
    for (const window of windows) window.beyond = true
    // What was sent before the last fall shows the old pace: it may lower the new one, it is no second fall.
    if (!this.isOfNow(seen)) {
      this.#carried = Math.min(this.#carried, (Math.min(this.#carried, rate) + carried) / 2)
      return Math.min(rate, this.#carried)
    }
    this.#fall = { windows, seen, base, rate, carried: this.#carried }
    this.#recent.length = 0
    this.#calm = 0
    this.#since = now
    this.#carried = carried
    return Math.min(rate, carried)
  }

  /** The rate to go on with after a window without a fall. */
  rise(rate: number): number {
    this.#calm++
    if (rate >= this.#carried) return rate * (this.#calm > CALM_WINDOWS ? CALM : CAREFUL)
    // The last step up to what was carried must not leap over it.
    return Math.max(rate, Math.min(rate * BACK, this.#carried * 1.05))
  }

  /**
   * Slower than before, and answered no better: what looked like a limit was chance. Gives the rate to go back to, once
   * enough was sent to see it.
   */
  inVain(lately: SendWindow): number | undefined {
    const fall = this.#fall
    if (fall === undefined || !this.isOfNow(lately) || lately.first < ENOUGH_AFTER) return undefined
    const { seen, base } = fall
    const better = standardScore(lately.answered, lately.first, seen.answered, seen.first) > BETTER
    if (!better && lately.answerRatio < FALL * base) return this.#takeBack(fall)
    this.#fall = undefined
    // The outage is over: the windows of that time tell nothing of a limit.
    return seen.answered === 0 && lately.answerRatio >= FALL * base ? this.#takeBack(fall) / 2 : undefined
  }

  /** An answer came to a window after the judgement. Gives the rate to go back to, if there was no fall after all. */
  late(window: SendWindow): number | undefined {
    const fall = this.#fall
    if (fall?.seen !== window || window.answerRatio < FALL * fall.base) return undefined
    return this.#takeBack(fall)
  }

  /** There is no limit. */
  forget(): void {
    this.#fall = undefined
    this.#recent.length = 0
    this.#carried = Infinity
  }

  #takeBack({ windows, rate, carried }: Fall): number {
    this.forget()
    for (const window of windows) window.beyond = false
    this.#carried = carried
    return rate
  }
}
