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
  readonly end: number

  constructor(start: number, length: number, rate: number, slow: boolean) {
    this.start = start
    this.end = start + length
    this.rate = rate
    this.slow = slow
  }

  get seconds(): number {
    return (this.end - this.start) / 1_000
  }

  /** Tries a second that really went out. */
  get sentRate(): number {
    return this.first / this.seconds
  }

  get answerRatio(): number {
    return this.answered / this.first
  }

  /** Answers a second. */
  get delivered(): number {
    return this.answered / this.seconds
  }

  isDue(now: number): boolean {
    return now >= this.end
  }

  wasUsed(): boolean {
    return this.first + this.repeats >= 0.6 * this.rate * this.seconds
  }
}
