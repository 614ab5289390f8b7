/** Steps for each doubling: a quantile is right within 10 %. */
const STEPS = 8
/** From 2^-6 ms on; the last step takes all that is longer than a minute. */
const LOWEST = -6
const SHORTEST = 2 ** LOWEST
const SIZE = (16 - LOWEST) * STEPS

/** Round trips in constant memory, however many there are. */
export class RttHistogram {
  readonly #counts = new Uint32Array(SIZE)
  #total = 0

  add(rtt: number): void {
    const step = Math.floor((Math.log2(Math.max(rtt, SHORTEST)) - LOWEST) * STEPS)
    this.#counts[Math.min(SIZE - 1, Math.max(0, step))]!++
    this.#total++
  }

  /** The time, in milliseconds, that this share of the samples stayed below; `undefined` without samples. */
  quantile(share: number): number | undefined {
    if (this.#total === 0) return undefined
    let left = share * this.#total
    for (let step = 0; step < SIZE; step++) {
      left -= this.#counts[step]!
      if (left <= 0) return 2 ** ((step + 1) / STEPS + LOWEST)
    }
    return 2 ** (SIZE / STEPS + LOWEST)
  }
}
