/** What was sent to a path within one stretch of time, and what of it was answered so far. Times in milliseconds. */
export class SendWindow {
  readonly start: number
  /** The rate that was allowed, tries a second. */
  readonly rate: number
  /** True for the slow stretch that is compared with the fast ones. */
  readonly slow: boolean
  /** First tries sent, and how many of them were answered: repeats say nothing of how many ports answer at all. */
  first = 0
  answered = 0
  repeats = 0
  /** Its answers should have been in: a conclusion was drawn from it. */
  judged = false
  /** More went out in it than a limiter lets through: silence in it is no sign of random loss. */
  beyond = false
  readonly end: number

  constructor(start: number, length: number, rate: number, slow: boolean) {
    this.start = start
    this.end = start + length
    this.rate = rate
    this.slow = slow
  }

  /** Several windows as one of their length together. */
  static ofMany(windows: readonly SendWindow[]): SendWindow {
    const length = windows.reduce((sum, { seconds }) => sum + seconds * 1_000, 0)
    const { rate } = windows.at(-1)!
    const one = new SendWindow(windows[0]!.start, length, rate, false)
    for (const { first, answered, repeats } of windows) {
      one.first += first
      one.answered += answered
      one.repeats += repeats
    }
    return one
  }

  get seconds(): number {
    return (this.end - this.start) / 1_000
  }

  /** Tries a second that really went out. */
  get sentRate(): number {
    return (this.first + this.repeats) / this.seconds
  }

  get answerRatio(): number {
    return this.answered / this.first
  }

  /** Tries a second that came through, repeats too, as far as the first ones tell. */
  get delivered(): number {
    return ((this.first + this.repeats) * this.answerRatio) / this.seconds
  }

  /** A try that was counted did not go out. */
  forget(fresh: boolean): void {
    if (fresh) this.first--
    else this.repeats--
  }

  isDue(now: number): boolean {
    return now >= this.end
  }

  wasUsed(): boolean {
    return this.first + this.repeats >= 0.6 * this.rate * this.seconds
  }
}
