/** Bounds of a time-out, in milliseconds. */
export interface TimeoutBounds {
  /** Before any round trip is known. */
  readonly first: number
  readonly least: number
  readonly most: number
}

/** Milliseconds: this machine and its own network. */
const NEAR = 2

/** Round-trip time, smoothed, and the time-out that follows from it (RFC 6298, section 2, without its clock granularity). */
export class RttEstimator {
  readonly #bounds: TimeoutBounds
  #smoothed: number | undefined
  #variation = 0
  #shortest = Infinity

  constructor(bounds: TimeoutBounds) {
    this.#bounds = bounds
  }

  /** Milliseconds, or `undefined` before the first sample. */
  get smoothed(): number | undefined {
    return this.#smoothed
  }

  get variation(): number {
    return this.#variation
  }

  /** Milliseconds that answers are commonly later than the smoothed time: bounded, so that one outlier costs little. */
  get spread(): number {
    return Math.min(2 * this.#variation, this.#smoothed ?? 0)
  }

  /** Whether the way is short, going by its best sample: what it takes when nothing waits, neither there nor here. */
  get isNear(): boolean {
    return this.#shortest < NEAR
  }

  sample(rtt: number): void {
    this.#shortest = Math.min(this.#shortest, rtt)
    if (this.#smoothed === undefined) {
      this.#smoothed = rtt
      this.#variation = rtt / 2
      return
    }
    const error = rtt - this.#smoothed
    this.#smoothed += error / 8
    this.#variation += (Math.abs(error) - this.#variation) / 4
  }

  /** How long a try may stay without an answer. */
  timeout(): number {
    const { first, least, most } = this.#bounds
    if (this.#smoothed === undefined) return Math.min(first, most)
    return Math.min(most, Math.max(least, this.#smoothed + 4 * this.#variation))
  }
}
