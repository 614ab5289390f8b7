/** How much more than what was seen is reckoned with: in standard deviations, and as a share at most. */
const DEVIATIONS = 1.5
const MOST_DOUBT = 0.15
/** More than this is no loss that trying again could make up for. */
const MOST_LOSS = 0.9

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

  /** The loss that must be reckoned with: few late answers may be many by chance. */
  get likely(): number {
    if (this.#late === 0) return 0
    const late = this.#late + 0.5 + DEVIATIONS * Math.sqrt(this.#late)
    return Math.min(late / this.#answered, this.loss + MOST_DOUBT, MOST_LOSS)
  }

  /** Answers by the hundred, and not one of them late. */
  get isNone(): boolean {
    return this.#late === 0 && this.#answered >= 200
  }

  /** What was seen so far was no loss by chance. */
  forget(): void {
    this.#answered = this.#late = 0
  }

  tell(late: boolean): void {
    this.#answered++
    if (late) this.#late++
  }
}
