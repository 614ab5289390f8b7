import { BATCH, PULL, type Close, type Pull } from './pull.ts'

const END: IteratorReturnResult<undefined> = { done: true, value: undefined }

/**
 * An async iterable over a pull function. Single use: what it reads from can be read only once. `close` is called
 * exactly once: at the end, after an error, on `return()` (which is what `break` does), whichever comes first.
 */
export function flow<T>(pull: Pull<T>, close: Close = () => {}): AsyncIterableIterator<T> {
  return new FlowIterator(pull, close)
}

class FlowIterator<T> implements AsyncIterableIterator<T> {
  readonly #pull: Pull<T>
  readonly #close: Close
  #batch: readonly T[] = []
  #at = 0
  #over = false
  #closing: Promise<void> | undefined
  /** The pull that is under way; later calls wait for it, so that answers keep the order of the calls. */
  #busy: Promise<unknown> | undefined

  constructor(pull: Pull<T>, close: Close) {
    this.#pull = pull
    this.#close = close
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  next(): Promise<IteratorResult<T>> {
    if (this.#busy !== undefined) return this.#afterBusy(() => this.next())
    if (this.#at < this.#batch.length) return Promise.resolve({ done: false, value: this.#batch[this.#at++]! })
    if (this.#over) return Promise.resolve(END)
    try {
      const batch = this.#pull(BATCH)
      if (batch instanceof Promise) return this.#hold(batch.then((later) => this.#first(later)))
      return this.#first(batch)
    } catch (error) {
      return this.#hold(this.#fail(error))
    }
  }

  [PULL](max: number): readonly T[] | Promise<readonly T[]> {
    if (this.#busy !== undefined) return this.#afterBusy(async () => await this[PULL](max))
    if (this.#at < this.#batch.length) return this.#rest(max)
    if (this.#over) return []
    try {
      const batch = this.#pull(max)
      if (batch instanceof Promise) return this.#hold(batch.then((later) => this.#checked(later)))
      return batch.length > 0 ? batch : this.#checked(batch)
    } catch (error) {
      return this.#hold(this.#fail(error))
    }
  }

  async return(): Promise<IteratorResult<T>> {
    this.#over = true
    this.#batch = []
    this.#at = 0
    await this.#shut()
    return END
  }

  async #first(batch: readonly T[]): Promise<IteratorResult<T>> {
    if (this.#over) return END
    if (batch.length === 0) {
      await this.return()
      return END
    }
    this.#batch = batch
    this.#at = 1
    return { done: false, value: batch[0]! }
  }

  #checked(batch: readonly T[]): readonly T[] | Promise<readonly T[]> {
    if (this.#over) return []
    if (batch.length > 0) return batch
    return this.#hold(this.return().then(() => []))
  }

  #rest(max: number): readonly T[] {
    const rest = this.#batch.slice(this.#at, this.#at + max)
    this.#at += rest.length
    return rest
  }

  #hold<R>(work: Promise<R>): Promise<R> {
    const held = work.catch((error: unknown) => this.#fail(error))
    const done = (): void => {
      if (this.#busy === mark) this.#busy = undefined
    }
    const mark = held.then(done, done)
    this.#busy = mark
    return held
  }

  async #afterBusy<R>(work: () => Promise<R>): Promise<R> {
    while (this.#busy !== undefined) await this.#busy
    return work()
  }

  async #fail(error: unknown): Promise<never> {
    if (!this.#over) await this.return()
    throw error
  }

  #shut(): Promise<void> {
    this.#closing ??= Promise.resolve(this.#close())
    return this.#closing
  }
}
