import type { RttEstimator } from './rtt-estimator.ts'
import { SendWindow } from './send-window.ts'

/** Milliseconds after its end that a window is judged at the earliest: a loop that starts up or is busy answers late. */
const LEAST_PATIENCE = 40
/** The same where no round trip is known. */
const STRANGE_PATIENCE = 300
/** Patience grows by this factor when answers come after the judgement, up to so much. */
const MORE_PATIENCE = 1.5
const MOST_PATIENCE = 4

/** The windows of a path: the one that is being filled, and those whose answers are still to come. */
export class SendWindows {
  readonly #rtt: RttEstimator
  #open: SendWindow | undefined
  readonly #awaited: SendWindow[] = []
  #patienceFactor = 1

  constructor(rtt: RttEstimator) {
    this.#rtt = rtt
  }

  /** The window that is being filled. */
  get open(): SendWindow | undefined {
    return this.#open
  }

  /** Opens the next one. Times in milliseconds, `rate` in tries a second. */
  begin(now: number, length: number, rate: number, slow: boolean): SendWindow {
    return (this.#open = new SendWindow(now, length, rate, slow))
  }

  /** Ends the open window if its time is over, and gives it; without first tries there is nothing to wait for. */
  endDue(now: number): SendWindow | undefined {
    const window = this.#open
    if (window?.isDue(now) !== true) return undefined
    this.#open = undefined
    if (window.first > 0) this.#awaited.push(window)
    return window
  }

  /** What went into the open window shows neither the old pace nor the new one. */
  dropOpen(): void {
    this.#open = undefined
  }

  /** What was sent so far says nothing of what comes. */
  dropAll(): void {
    this.#open = undefined
    this.#awaited.length = 0
  }

  /** The next window whose answers must be in by now. */
  nextJudged(now: number): SendWindow | undefined {
    const window = this.#awaited[0]
    if (window === undefined || now <= window.end + this.#patience()) return undefined
    this.#awaited.shift()
    window.judged = true
    return window
  }

  /** An answer came to a window that was judged: the next ones are waited for longer. */
  wasTooEarly(window: SendWindow): void {
    this.#patienceFactor = Math.min(MOST_PATIENCE, this.#patienceFactor + MORE_PATIENCE / window.first)
  }

  #patience(): number {
    const { smoothed, spread } = this.#rtt
    if (smoothed === undefined) return STRANGE_PATIENCE
    return this.#patienceFactor * Math.max(smoothed * 1.2 + spread + 8, LEAST_PATIENCE)
  }
}
