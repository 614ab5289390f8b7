/** Results that are ready, and the consumer who may be waiting for them. One pull at a time. */
export class Outbox<T> {
  #items: T[] = []
  #at = 0
  #failure: { readonly error: unknown; readonly atOnce: boolean } | undefined
  #waiter: (() => void) | undefined

  get length(): number {
    return this.#items.length - this.#at
  }

  push(item: T): void {
    this.#items.push(item)
  }

  /** The consumer gets the first error: after what is ready, or `atOnce`, and what is ready is lost. */
  fail(error: unknown, atOnce = false): void {
    if (this.#failure === undefined || (atOnce && !this.#failure.atOnce)) this.#failure = { error, atOnce }
    this.wake(false)
  }

  /** Up to `max` items; `undefined` where there are none. */
  take(max: number): readonly T[] | undefined {
    if (this.#failure !== undefined && (this.#failure.atOnce || this.length === 0)) throw this.#failure.error
    if (this.length === 0) return undefined
    const taken = this.#items.slice(this.#at, this.#at + max)
    this.#at += taken.length
    if (this.#at === this.#items.length) {
      this.#items = []
      this.#at = 0
    } else if (this.#at > 1_024) {
      this.#items = this.#items.slice(this.#at)
      this.#at = 0
    }
    return taken
  }

  /** Resolves when there is something to take, an error to throw, or nothing more to come. */
  wait(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiter = resolve
    })
  }

  wake(over: boolean): void {
    if (this.length === 0 && this.#failure === undefined && !over) return
    const waiter = this.#waiter
    this.#waiter = undefined
    waiter?.()
  }
}
