/** A limiter of packets, as routers and kernels have them: what comes above it is lost. */
export interface Policer {
  /** Packets a second that pass. */
  readonly perSecond: number
  /** Packets that pass at once after a rest. Default 5. */
  readonly burst?: number
  /** Whether each address has its own, or all addresses of the prefix share one. Default `'prefix'`. */
  readonly per?: 'host' | 'prefix'
}

/** A token bucket, in whatever time its user counts. */
export class TokenBucket {
  readonly #perMillisecond: number
  readonly #burst: number
  #tokens: number
  #at = -Infinity

  constructor({ perSecond, burst = 5 }: Policer) {
    this.#perMillisecond = perSecond / 1_000
    this.#burst = burst
    this.#tokens = burst
  }

  /** Whether a packet passes at `now`, in milliseconds. Times that go back count as the latest so far. */
  pass(now: number): boolean {
    if (now > this.#at) {
      this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#at) * this.#perMillisecond)
      this.#at = now
    }
    if (this.#tokens < 1) return false
    this.#tokens--
    return true
  }
}
