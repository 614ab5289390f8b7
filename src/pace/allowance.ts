/** Tries that may be sent at once when nothing was sent for a while. */
export const BURST = 16
/** Milliseconds of the present rate that may be saved up: a loop that came back late catches up, no more. */
const SAVED = 12
/** With a limit known, this many tries at once are as many as it should get. */
const CAREFUL_BURST = 2

/** A rate as what may be sent now: a bucket that fills with time (token bucket, RFC 2697 without its second bucket). */
export class Allowance {
  #left = BURST
  #filledAt: number | undefined

  /** Tries that may be sent now; below 1 there is none. */
  get left(): number {
    return this.#left
  }

  take(): void {
    this.#left--
  }

  /** `rate`: tries a second since the last time. `careful`: a limiter was met. */
  fill(now: number, rate: number, careful: boolean): void {
    // Not for each of thousands of tries in the same millisecond.
    if (this.#left >= 1 && this.#filledAt !== undefined && now - this.#filledAt < 1) return
    const saved = Math.max(careful ? CAREFUL_BURST : BURST, (rate * SAVED) / 1_000)
    const earned = this.#filledAt === undefined ? 0 : (rate * (now - this.#filledAt)) / 1_000
    this.#left = Math.min(this.#left + earned, saved)
    this.#filledAt = now
  }

  /** What was saved up is void. */
  void(): void {
    this.#left = Math.min(this.#left, 0)
  }
}
