import type { TargetInput } from '../index.ts'

/** Targets that are there, or come from a stream that `release` lets go of at once, even in the middle of a read. */
export interface TargetSource {
  readonly targets: readonly TargetInput[] | AsyncIterable<TargetInput>
  readonly release?: () => void
}

type SourceIterator = Iterator<TargetInput> | AsyncIterator<TargetInput>

/**
 * The sources one after the other, read as they are asked for. Not an async generator: that would not close before
 * its pending read has ended, and a terminal or a pipe may leave a read pending for ever.
 */
export function joinTargets(sources: readonly TargetSource[]): AsyncIterableIterator<TargetInput> {
  return new JoinedTargets(sources)
}

class JoinedTargets implements AsyncIterableIterator<TargetInput> {
  readonly #sources: readonly TargetSource[]
  #at = 0
  #iterator: SourceIterator | undefined

  constructor(sources: readonly TargetSource[]) {
    this.#sources = sources
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async next(): Promise<IteratorResult<TargetInput>> {
    for (let source = this.#sources[this.#at]; source !== undefined; source = this.#sources[this.#at]) {
      this.#iterator ??= open(source)
      const item = await this.#iterator.next()
      if (item.done !== true) return item
      this.#iterator = undefined
      this.#at++
    }
    return { done: true, value: undefined }
  }

  return(): Promise<IteratorResult<TargetInput>> {
    for (const { release } of this.#sources.slice(this.#at)) release?.()
    // Not awaited: it may come to an end only with a read that has none. Whatever it failed with, nobody asks any more.
    void Promise.resolve(this.#iterator?.return?.()).catch(() => {})
    this.#at = this.#sources.length
    this.#iterator = undefined
    return Promise.resolve({ done: true, value: undefined })
  }
}

function open({ targets }: TargetSource): SourceIterator {
  return Symbol.asyncIterator in targets ? targets[Symbol.asyncIterator]() : targets[Symbol.iterator]()
}
