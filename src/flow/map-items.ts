import { flow } from './flow.ts'
import { puller } from './pull.ts'
import type { Stage } from './stage.ts'

/** A stage over a plain function; `undefined` drops the item. Whole batches pass without a promise. */
export function mapItems<In, Out>(change: (item: In) => Out | undefined): Stage<In, Out> {
  return (source) => {
    const upstream = puller(source)
    const changeAll = (batch: readonly In[]): Out[] => {
      const changed: Out[] = []
      for (const item of batch) {
        const result = change(item)
        if (result !== undefined) changed.push(result)
      }
      return changed
    }
    // A batch of which nothing is left must not look like the end, so the next one is asked for.
    const pull = (max: number): readonly Out[] | Promise<readonly Out[]> => {
      for (;;) {
        const batch = upstream.pull(max)
        if (batch instanceof Promise) return batch.then((later) => resume(later, max))
        if (batch.length === 0) return []
        const changed = changeAll(batch)
        if (changed.length > 0) return changed
      }
    }
    const resume = (batch: readonly In[], max: number): readonly Out[] | Promise<readonly Out[]> => {
      if (batch.length === 0) return []
      const changed = changeAll(batch)
      return changed.length > 0 ? changed : pull(max)
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
