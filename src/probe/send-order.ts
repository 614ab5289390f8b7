/** A try that waits for its answer. */
export interface Sent {
  /** The how-manieth try of its port, from 1. */
  readonly number: number
  readonly sentAt: number
  /** Neighbours in the order of sending. */
  before: Sent | undefined
  after: Sent | undefined
  /** The time-out is over. */
  expire(now: number): void
  /** The scan ends. */
  drop(): void
}

/** Tries in the order of sending: the oldest runs out first, and any may leave when its answer comes. */
export class SendOrder {
  oldest: Sent | undefined
  #newest: Sent | undefined

  add(one: Sent): void {
    one.before = this.#newest
    if (this.#newest === undefined) this.oldest = one
    else this.#newest.after = one
    this.#newest = one
  }

  remove(one: Sent): void {
    const { before, after } = one
    if (before !== undefined) before.after = after
    else if (this.oldest === one) this.oldest = after
    if (after !== undefined) after.before = before
    else if (this.#newest === one) this.#newest = before
    one.before = one.after = undefined
  }
}
