/** Results that are ready, and the consumer who may be waiting for them. One pull at a time. */
export class Outbox<T> {
  #items: T[] = []
  #failure: { readonly error: unknown } | undefined
  #waiter: (() => void) | undefined

  get length(): number {
    return this.#items.length
  }

  get failed(): boolean {
    return this.#failure !== undefined
  }

  push(item: T): void {
    this.#items.push(item)
  }

  /** The consumer gets the first error, at once: what is ready by then is lost, as after any throw. */
  fail(error: unknown): void {
    this.#failure ??= { error }
    this.wake(false)
  }

  /** Up to `max` items; `undefined` where there are none. */
  take(max: number): readonly T[] | undefined {
    if (this.#failure !== undefined) throw this.#failure.error
    if (this.#items.length === 0) return undefined
    const taken = this.#items.length <= max ? this.#items : this.#items.splice(0, max)
    if (taken === this.#items) this.#items = []
    return taken
  }

  /** Resolves when there is something to take, an error to throw, or nothing more to come. */
  wait(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiter = resolve
    })
  }

  wake(over: boolean): void {
    if (this.#items.length === 0 && this.#failure === undefined && !over) return
    const waiter = this.#waiter
    this.#waiter = undefined
    waiter?.()
  }
}
