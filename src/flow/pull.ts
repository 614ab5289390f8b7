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

/** An iterator of ours: it closes itself at its end and after an error, and once only. */
interface PullIterator<T> extends AsyncIterator<T> {
  [PULL]: Pull<T>
  return(): Promise<IteratorResult<T>>
}

/** Reads any iterable by batches. As in `for await`, a source that has ended or thrown is not closed any more. */
export function puller<T>(source: AnyIterable<T>): Puller<T> {
  if (!(Symbol.asyncIterator in source)) return atOnce(source[Symbol.iterator]())
  const iterator = source[Symbol.asyncIterator]()
  return PULL in iterator ? byBatches(iterator as PullIterator<T>) : oneByOne(iterator)
}

function byBatches<T>(iterator: PullIterator<T>): Puller<T> {
  return {
    pull: (max) => iterator[PULL](max),
    close: async () => void (await iterator.return()),
  }
}

/** A foreign iterator may not be asked for more before it has answered, so its batches hold one item. */
function oneByOne<T>(iterator: AsyncIterator<T>): Puller<T> {
  let open = true
  let asked = false
  const batchOf = (item: IteratorResult<T>): readonly T[] => {
    asked = false
    if (!item.done) return [item.value]
    open = false
    return []
  }
  const failed = (error: unknown): never => {
    open = false
    throw error
  }
  return {
    pull() {
      if (!open) return []
      try {
        asked = true
        return Promise.resolve(iterator.next()).then(batchOf, failed)
      } catch (error) {
        return failed(error)
      }
    },
    async close() {
      if (!open) return
      open = false
      const closing = iterator.return?.()
      // A generator that is asleep over what we had asked for closes when it wakes, which may be never: one turn of
      // the event loop is enough of a wait, and after it nobody is left to be told of an error.
      if (asked && closing !== undefined) await Promise.race([closing, turn()])
      else await closing
    },
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve))
}

/** A synchronous source is closed like any other, since it may hold a file or a cursor. */
function atOnce<T>(iterator: Iterator<T>): Puller<T> {
  let open = true
  let failure: { readonly error: unknown } | undefined

  function fill(batch: T[], max: number): void {
    while (open && batch.length < max) {
      const item = iterator.next()
      if (item.done) open = false
      else batch.push(item.value)
    }
  }

  return {
    pull(max) {
      if (failure !== undefined) throw failure.error
      const batch: T[] = []
      try {
        fill(batch, max)
      } catch (error) {
        open = false
        // What came before the error goes out first, the error with the next pull.
        if (batch.length === 0) throw error
        failure = { error }
      }
      return batch
    },
    async close() {
      if (!open) return
      open = false
      iterator.return?.()
    },
  }
}
