import { BATCH, PULL, type Close, type Pull } from './pull.ts'

const END: IteratorReturnResult<undefined> = { done: true, value: undefined }

/**
 * An async iterable over a pull function. Single use: what it reads from can be read only once. `close` is called
 * exactly once: at the end, after an error, on `return()` (which is what `break` does), whichever comes first.
 * A pull is never asked again before it has answered. `ahead` is how many items a `next()` asks for.
 */
export function flow<T>(pull: Pull<T>, close: Close = () => {}, ahead = BATCH): AsyncIterableIterator<T> {
  return new FlowIterator(pull, close, ahead)
}

class FlowIterator<T> implements AsyncIterableIterator<T> {
  readonly #pull: Pull<T>
  readonly #close: Close
  readonly #ahead: number
  #batch: readonly T[] = []
  #at = 0
  #over = false
  #closing = Promise.resolve()
  /** A pull is under way; calls that come meanwhile wait in line, so that answers keep the order of the calls. */
  #busy = false
  readonly #line: (() => void)[] = []
  /** Answers the pull that is under way with the end, so that a source slow to let go holds back nobody. */
  #leave: (() => void) | undefined

  constructor(pull: Pull<T>, close: Close, ahead: number) {
    this.#pull = pull
    this.#close = close
    this.#ahead = ahead
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  next(): Promise<IteratorResult<T>> {
    if (this.#busy) return this.#inTurn(() => this.next())
    if (this.#at < this.#batch.length)
      return Promise.resolve({ done: false, value: this.#batch[this.#at++]! })
    return Promise.resolve(this.#ask(this.#ahead, this.#first))
  }

  [PULL](max: number): readonly T[] | Promise<readonly T[]> {
    if (this.#busy) return this.#inTurn(() => this[PULL](max))
    if (this.#at < this.#batch.length) return this.#rest(max)
    return this.#ask(max, whole)
  }

  async return(): Promise<IteratorResult<T>> {
    const closed = this.#shut()
    this.#leave?.()
    await closed
    return END
  }

  async throw(error: unknown): Promise<never> {
    await this.return().catch(() => {})
    throw error
  }

  #ask<R>(max: number, use: (batch: readonly T[]) => R): R | Promise<R> {
    if (this.#over) return use([])
    try {
      const batch = this.#pull(max)
      if (batch instanceof Promise) return this.#wait(batch, use)
      return batch.length > 0 ? use(batch) : this.#wait(Promise.resolve(batch), use)
    } catch (error) {
      return this.#wait(Promise.reject(error), use)
    }
  }

  #wait<R>(batch: Promise<readonly T[]>, use: (batch: readonly T[]) => R): Promise<R> {
    this.#busy = true
    return new Promise((resolve, reject) => {
      const answer = (items: readonly T[]): void => {
        resolve(use(items))
        this.#turn()
      }
      const refuse = (error: unknown): void => {
        reject(error)
        this.#turn()
      }
      this.#leave = () => answer([])
      batch.then(
        (items) => {
          if (this.#over) return
          if (items.length > 0) answer(items)
          else this.#shut().then(() => answer([]), refuse)
        },
        (error: unknown) => {
          if (this.#over) return
          // As in `for await`, the first error is the one that counts.
          const told = (): void => refuse(error)
          this.#shut().then(told, told)
        },
      )
    })
  }

  #inTurn<R>(call: () => R | Promise<R>): Promise<R> {
    return new Promise((resolve) => this.#line.push(() => resolve(call())))
  }

  #turn(): void {
    this.#busy = false
    this.#leave = undefined
    while (!this.#busy && this.#line.length > 0) this.#line.shift()!()
  }

  readonly #first = (batch: readonly T[]): IteratorResult<T> => {
    if (batch.length === 0) return END
    this.#batch = batch
    this.#at = 1
    return { done: false, value: batch[0]! }
  }

  #rest(max: number): readonly T[] {
    const rest = this.#batch.slice(this.#at, this.#at + max)
    this.#at += rest.length
    return rest
  }

  #shut(): Promise<void> {
    if (!this.#over) {
      // Said first, since closing may lead back here: an abort calls its listeners at once.
      this.#over = true
      this.#batch = []
      this.#at = 0
      this.#closing = (async () => await this.#close())()
    }
    return this.#closing
  }
}

function whole<T>(batch: T): T {
  return batch
}
