import { flow } from './flow.ts'
import { puller } from './pull.ts'
import type { Stage } from './stage.ts'

/** A stage over a plain function; `undefined` drops the item. Whole batches pass without a promise. */
export function mapItems<In, Out>(change: (item: In) => Out | undefined): Stage<In, Out> {
  return (source) => {
    const upstream = puller(source)
    let failure: { readonly error: unknown } | undefined
    const changeAll = (batch: readonly In[]): Out[] => {
      const changed: Out[] = []
      try {
        for (const item of batch) {
          const result = change(item)
          if (result !== undefined) changed.push(result)
        }
      } catch (error) {
        // What came before the error goes out first, the error with the next pull.
        if (changed.length === 0) throw error
        failure = { error }
      }
      return changed
    }
    // A batch of which nothing is left must not look like the end, so the next one is asked for.
    const pull = (max: number): readonly Out[] | Promise<readonly Out[]> => {
      if (failure !== undefined) throw failure.error
      for (;;) {
        const batch = upstream.pull(max)
        if (batch instanceof Promise) return pullLater(batch, max)
        const changed = changeAll(batch)
        if (changed.length > 0 || batch.length === 0) return changed
      }
    }
    // A loop, since a promise that waits for a promise, and so on, would keep them all through a long drought.
    const pullLater = async (first: Promise<readonly In[]>, max: number): Promise<readonly Out[]> => {
      for (let batch = await first; ; batch = await upstream.pull(max)) {
        const changed = changeAll(batch)
        if (changed.length > 0 || batch.length === 0) return changed
      }
    }
    return flow(pull, upstream.close)
  }
}

/** A stage that looks at each item as it passes and hands it on unchanged. */
export function tapItems<T>(look: (item: T) => void): Stage<T, T> {
  return mapItems((item) => {
    look(item)
    return item
  })
}
