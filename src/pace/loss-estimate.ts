/** When to stop sending again. */
export interface RetryBounds {
  /** Tries that every silent port gets. */
  readonly least: number
  /** Tries that no port exceeds. */
  readonly most: number
  /** Send again while more still-answering silent ports than this are to be expected. */
  readonly missing: number
}

/**
 * Whether silent ports deserve another try. Answers to later tries prove loss: with a share ℓ of late answers,
 * about answered · ℓ^k / (1 − ℓ^k) ports that would answer are still silent after k tries. "Until a round finds
 * nothing" would miss a port in every fourth scan at 20 % loss.
 */
export class LossEstimate {
  readonly #bounds: RetryBounds
  #answered = 0
  #late = 0

  constructor(bounds: RetryBounds) {
    this.#bounds = bounds
  }

  /** Share of answers that came to a later try than the first: 0 to 1. */
  get loss(): number {
    return this.#answered === 0 ? 0 : this.#late / this.#answered
  }

  answered(tries: number): void {
    this.#answered++
    if (tries > 1) this.#late++
  }

  worthAnother(tries: number): boolean {
    const { least, most, missing } = this.#bounds
    if (tries < Math.min(least, most)) return true
    if (tries >= most || this.#late === 0) return false
    const stillLost = this.loss ** tries
    return (this.#answered * stillLost) / (1 - stillLost) > missing
  }
}
