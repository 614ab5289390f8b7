import { BATCH, puller, type AnyIterable } from './pull.ts'

/**
 * All items in an array, in order; with `limit` at most so many, and the source is closed then.
 *
 * @example
 * const open = await collect(scan('192.0.2.7', { ports: 'web' }))
 */
export async function collect<T>(source: AnyIterable<T>, limit = Infinity): Promise<T[]> {
  const upstream = puller(source)
  const items: T[] = []
  try {
    while (items.length < limit) {
      const batch = await upstream.pull(Math.min(BATCH, limit - items.length))
      if (batch.length === 0) break
      items.push(...batch)
    }
  } finally {
    await upstream.close()
  }
  return items
}
