import { describe, expect, test } from 'vitest'
import { flow } from '../../../src/flow/flow.ts'
import { PULL, type Pull } from '../../../src/flow/pull.ts'
import { rest } from '../../support/iterables.ts'

/** Counts up to `count`, `size` a batch at most, at once or later; notes what is asked of it. */
function numbers(count: number, { size = 4, later = false } = {}) {
  const seen = { pulls: 0, closes: 0, overlaps: 0 }
  let next = 0
  let busy = false
  const pull: Pull<number> = (max) => {
    seen.pulls++
    if (busy) seen.overlaps++
    const batch: number[] = []
    while (batch.length < Math.min(max, size) && next < count) batch.push(next++)
    if (!later) return batch
    busy = true
    return rest().then(() => {
      busy = false
      return batch
    })
  }
  return { seen, items: flow(pull, () => void seen.closes++) }
}

const pullMany = <T>(items: AsyncIterable<T>, max: number): Promise<readonly T[]> | readonly T[] =>
  (items as unknown as Record<typeof PULL, Pull<T>>)[PULL](max)

const done = { done: true, value: undefined }

describe.each([{ later: false }, { later: true }])('flow over batches, later: $later', ({ later }) => {
  test('gives all items in order and closes once at the end', async () => {
    const { items, seen } = numbers(10, { later })
    const got: number[] = []
    for await (const item of items) got.push(item)
    expect(got).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(seen.closes).toBe(1)
    expect(await items.next()).toEqual(done)
    expect(await items.return?.()).toEqual(done)
    expect(seen).toEqual({ pulls: 4, closes: 1, overlaps: 0 })
  })

  test('a reader that leaves early closes once', async () => {
    const { items, seen } = numbers(100, { later })
    for await (const item of items) if (item === 5) break
    expect(seen.closes).toBe(1)
    expect(seen.pulls).toBe(2)
    expect(await items.next()).toEqual(done)
    expect(await pullMany(items, 8)).toEqual([])
  })

  test('next() called many times without waiting: every item once, answers in the order of the calls', async () => {
    const { items, seen } = numbers(10, { size: 3, later })
    const settled: number[] = []
    const calls = Array.from({ length: 15 }, (_, call) =>
      items.next().then((item) => {
        settled.push(call)
        return item
      }),
    )
    const answers = await Promise.all(calls)
    expect(answers.filter((item) => !item.done).map((item) => item.value)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
    ])
    expect(answers.slice(10)).toEqual([done, done, done, done, done])
    expect(settled).toEqual(Array.from({ length: 15 }, (_, call) => call))
    expect(seen.overlaps).toBe(0)
    expect(seen.closes).toBe(1)
  })

  test('a later call does not overtake those that wait', async () => {
    const { items } = numbers(10, { size: 1, later })
    const order: number[] = []
    const note = (item: IteratorResult<number>): void => void order.push(item.value as number)
    const second = items
      .next()
      .then(note)
      .then(() => items.next().then(note))
    const early = [items.next().then(note), items.next().then(note)]
    await Promise.all([second, ...early])
    expect(order).toEqual([0, 1, 2, 3])
  })

  test('batches and single items may be mixed', async () => {
    const { items } = numbers(12, { size: 5, later })
    expect(await items.next()).toEqual({ done: false, value: 0 })
    expect(await pullMany(items, 2)).toEqual([1, 2])
    expect(await pullMany(items, 9)).toEqual([3, 4])
    expect(await pullMany(items, 3)).toEqual([5, 6, 7])
    expect(await items.next()).toEqual({ done: false, value: 8 })
    const [batch, item] = await Promise.all([pullMany(items, 2), items.next()])
    expect([...batch, item.value]).toEqual([9, 10, 11])
    expect(await pullMany(items, 3)).toEqual([])
  })

  test('return() twice at once closes once, and both wait for it', async () => {
    let closed = false
    const items = flow(
      () => [1],
      async () => {
        await rest(3)
        closed = true
      },
    )
    await Promise.all([
      items.return?.().then(() => expect(closed).toBe(true)),
      items.return?.().then(() => expect(closed).toBe(true)),
    ])
  })

  test('return() before the first next() closes, and nothing is pulled', async () => {
    const { items, seen } = numbers(3, { later })
    await items.return?.()
    expect(await items.next()).toEqual(done)
    expect(seen).toEqual({ pulls: 0, closes: 1, overlaps: 0 })
  })

  test('throw() closes and gives the error back, also after return()', async () => {
    const { items, seen } = numbers(3, { later })
    await expect(items.throw?.(new Error('mine'))).rejects.toThrow('mine')
    expect(seen.closes).toBe(1)
    expect(await items.next()).toEqual(done)
    await expect(items.throw?.(new Error('again'))).rejects.toThrow('again')
    expect(seen.closes).toBe(1)
  })
})

describe('flow and a pull that waits', () => {
  test('return() answers the pending next() with the end, though the source never answers', async () => {
    let closes = 0
    const items = flow(
      () => new Promise<number[]>(() => {}),
      () => void closes++,
    )
    const pending = [items.next(), items.next(), Promise.resolve(pullMany(items, 3))]
    await rest()
    await items.return?.()
    expect(await Promise.all(pending)).toEqual([done, done, []])
    expect(closes).toBe(1)
  })

  test('what comes after return() is nobody’s: neither items nor an error', async () => {
    for (const outcome of ['items', 'error'] as const) {
      const items = flow(async () => {
        await rest(2)
        if (outcome === 'error') throw new Error('too late')
        return [1, 2]
      })
      const pending = items.next()
      await items.return?.()
      expect(await pending).toEqual(done)
      await rest(3)
      expect(await items.next()).toEqual(done)
    }
  })

  test('return() between a batch and its reader drops the batch', async () => {
    const items = flow(() => Promise.resolve([1, 2, 3]))
    const pending = items.next()
    const closed = items.return?.()
    expect(await pending).toEqual(done)
    await closed
    expect(await items.next()).toEqual(done)
  })
})

describe.each([
  {
    how: 'at once',
    fail: (): never => {
      throw new Error('broken')
    },
  },
  { how: 'later', fail: (): Promise<never> => rest().then(() => Promise.reject(new Error('broken'))) },
])('flow over a pull that throws $how', ({ fail }) => {
  const failing = (close: () => void | Promise<void>) => {
    let pulls = 0
    return flow(() => (pulls++ === 0 ? [1, 2] : fail()), close)
  }

  test('gives the items before, then the error once, then the end; closed once', async () => {
    let closes = 0
    const items = failing(() => void closes++)
    expect((await items.next()).value).toBe(1)
    expect((await items.next()).value).toBe(2)
    await expect(items.next()).rejects.toThrow('broken')
    expect(closes).toBe(1)
    expect(await items.next()).toEqual(done)
    await items.return?.()
    expect(closes).toBe(1)
  })

  test('an error reaches its own call; the calls behind it get the end', async () => {
    const items = failing(() => {})
    const answers = await Promise.allSettled([items.next(), items.next(), items.next(), items.next()])
    expect(answers.map((answer) => answer.status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
  })

  test('an error while closing does not hide the error that led to it', async () => {
    const items = failing(() => Promise.reject(new Error('closing failed')))
    await items.next()
    await items.next()
    await expect(items.next()).rejects.toThrow('broken')
  })
})

test('a close that leads back to return() closes once', async () => {
  let closes = 0
  const items = flow(
    () => [1],
    async () => {
      closes++
      await items.return?.()
    },
  )
  await items.next()
  await items.return?.()
  expect(closes).toBe(1)
})

describe('flow and a close that throws', () => {
  test.each([
    [
      'at once',
      (): never => {
        throw new Error('stuck')
      },
    ],
    ['later', (): Promise<never> => Promise.reject(new Error('stuck'))],
  ])('%s: the end and return() say so, and it is not called again', async (_how, fail) => {
    let closes = 0
    const close = (): Promise<never> => {
      closes++
      return fail()
    }
    const ended = flow<number>(() => [], close)
    await expect(ended.next()).rejects.toThrow('stuck')
    const left = flow(() => [1], close)
    await expect(left.return?.()).rejects.toThrow('stuck')
    await expect(left.return?.()).rejects.toThrow('stuck')
    expect(await left.next()).toEqual(done)
    expect(closes).toBe(2)
  })
})
