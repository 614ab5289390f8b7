/**
 * The share of packets that get lost on a way, by the answers that came late: to a later try than the first one that
 * could have been answered. Hosts of one network share it, because the loss is in the way to all of them.
 */
export class LossEstimate {
  #answered = 0
  #late = 0

  /** Ports that answered. */
  get answered(): number {
    return this.#answered
  }

  /** Share of answers that came to a later try than the first: 0 to 1. */
  get loss(): number {
    return this.#answered === 0 ? 0 : this.#late / this.#answered
  }

  /** The loss that must be reckoned with: one standard deviation above what was seen. */
  get likely(): number {
    return this.#answered === 0 ? 0 : Math.min(0.95, (this.#late + Math.sqrt(this.#late)) / this.#answered)
  }

  /** Answers by the hundred, and not one of them late. */
  get isNone(): boolean {
    return this.#late === 0 && this.#answered >= 200
  }

  tell(late: boolean): void {
    this.#answered++
    if (late) this.#late++
  }
}
