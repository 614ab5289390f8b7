/** Counts from 0; a foreign async iterable, not one of ours. */
export async function* counting(count = Infinity): AsyncGenerator<number> {
  for (let item = 0; item < count; item++) yield Promise.resolve(item)
}

/** Counts from 0 without promises. */
export function* countingAtOnce(count = Infinity): Generator<number> {
  for (let item = 0; item < count; item++) yield item
}

/** Hands on what it reads: a stage that somebody else wrote. */
export async function* foreignStage<T>(source: AsyncIterable<T> | Iterable<T>): AsyncGenerator<T> {
  yield* source
}

/** Gives `count` items, then throws `error`. */
export async function* throwsAfter(count: number, error: unknown): AsyncGenerator<number> {
  yield* counting(count)
  throw error
}

export interface RecordedSource extends AsyncIterable<number> {
  /** How often `next()` was called. */
  readonly pulls: number
  /** How often `return()` was called. */
  readonly returns: number
  /** True once an awaited `return()` has come to its end. */
  readonly closed: boolean
}

/** Counts from 0 and takes note of what its reader does. Its `return()` takes a while, as real ones do. */
export function recordedSource(count = Infinity): RecordedSource {
  const seen = { pulls: 0, returns: 0, closed: false }
  const iterator: AsyncIterator<number> = {
    next: () => {
      const value = seen.pulls++
      return Promise.resolve(value < count ? { done: false, value } : { done: true, value: undefined })
    },
    return: async () => {
      seen.returns++
      await new Promise((later) => setImmediate(later))
      seen.closed = true
      return { done: true, value: undefined }
    },
  }
  return Object.defineProperties({ [Symbol.asyncIterator]: () => iterator } as RecordedSource, {
    pulls: { get: () => seen.pulls },
    returns: { get: () => seen.returns },
    closed: { get: () => seen.closed },
  })
}

/** Reads everything and rests `turns` turns of the event loop after each item. */
export async function readSlowly<T>(
  source: AsyncIterable<T>,
  turns = 1,
  each?: (item: T) => void,
): Promise<T[]> {
  const items: T[] = []
  for await (const item of source) {
    items.push(item)
    each?.(item)
    await rest(turns)
  }
  return items
}

/** Lets the event loop turn so many times. */
export async function rest(turns = 1): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((later) => setImmediate(later))
}
