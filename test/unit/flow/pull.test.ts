import { describe, expect, test, vi } from 'vitest'
import { flow } from '../../../src/flow/flow.ts'
import { puller, type Puller } from '../../../src/flow/pull.ts'
import { counting, countingAtOnce, recordedSource, rest, throwsAfter } from '../../support/iterables.ts'

async function pullAll<T>({ pull }: Puller<T>, max: number): Promise<(readonly T[])[]> {
  const batches: (readonly T[])[] = []
  for (let batch = await pull(max); batch.length > 0; batch = await pull(max)) batches.push(batch)
  return batches
}

describe('puller', () => {
  test('reads synchronous sources by batches, at once', async () => {
    expect(puller([1, 2, 3]).pull(2)).toEqual([1, 2])
    expect(await pullAll(puller(countingAtOnce(5)), 2)).toEqual([[0, 1], [2, 3], [4]])
    expect(await pullAll(puller(new Set([7])), 128)).toEqual([[7]])
    expect(await pullAll(puller([]), 128)).toEqual([])
  })

  test('reads foreign async sources one by one', async () => {
    expect(await pullAll(puller(counting(3)), 128)).toEqual([[0], [1], [2]])
  })

  test('asks a source for no more than it is asked for', async () => {
    const source = recordedSource()
    const reader = puller(source)
    await reader.pull(128)
    expect(source.pulls).toBe(1)
    let taken = 0
    const atOnce = puller(
      (function* () {
        for (;;) yield taken++
      })(),
    )
    void atOnce.pull(3)
    expect(taken).toBe(3)
  })

  test('the end stays the end', async () => {
    for (const source of [[1], counting(1), flow(() => [])]) {
      const reader = puller<number>(source)
      await pullAll(reader, 8)
      expect(await reader.pull(8)).toEqual([])
      await reader.close()
      expect(await reader.pull(8)).toEqual([])
    }
  })

  test('after close() nothing comes any more, from whatever source', async () => {
    for (const source of [countingAtOnce(), counting(), flow(() => [1])]) {
      const reader = puller<number>(source)
      expect(await reader.pull(1)).toHaveLength(1)
      await reader.close()
      expect(await reader.pull(1)).toEqual([])
    }
  })
})

describe('closing', () => {
  test('an open source is closed once, and awaited', async () => {
    const source = recordedSource()
    const reader = puller(source)
    await reader.pull(1)
    await reader.close()
    expect(source.closed).toBe(true)
    await reader.close()
    expect(source.returns).toBe(1)
  })

  test('a synchronous source is closed as well', async () => {
    let closes = 0
    const source = (function* () {
      try {
        for (;;) yield 1
      } finally {
        closes++
      }
    })()
    const reader = puller(source)
    await reader.pull(3)
    await reader.close()
    await reader.close()
    expect(closes).toBe(1)
  })

  test('a source that has ended is not closed any more', async () => {
    const ended = recordedSource(2)
    const reader = puller(ended)
    await pullAll(reader, 8)
    await reader.close()
    expect(ended.returns).toBe(0)
  })

  test.each([
    ['rejects', (): Promise<never> => Promise.reject(new Error('broken'))],
    [
      'throws',
      (): never => {
        throw new Error('broken')
      },
    ],
  ])('a source whose next() %s is not closed any more', async (_how, next) => {
    let returns = 0
    const iterator: AsyncIterator<number> = {
      next,
      return: () => {
        returns++
        return Promise.resolve({ done: true, value: undefined })
      },
    }
    const reader = puller({ [Symbol.asyncIterator]: () => iterator })
    await expect((async () => await reader.pull(1))()).rejects.toThrow('broken')
    await reader.close()
    expect(returns).toBe(0)
    expect(await reader.pull(1)).toEqual([])
  })

  test('a flow that has ended or thrown is not closed twice', async () => {
    for (const fails of [false, true]) {
      let closes = 0
      const source = flow(
        (): readonly number[] => {
          if (fails) throw new Error('broken')
          return []
        },
        () => void closes++,
      )
      const reader = puller(source)
      await (async () => await reader.pull(1))().catch(() => {})
      await reader.close()
      expect(closes).toBe(1)
    }
  })

  test('a source without return() may be closed', async () => {
    await puller({ [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) }).close()
    await puller([1, 2]).close()
  })
})

describe('a source that throws in the middle of a batch', () => {
  const broken = function* (): Generator<number> {
    yield 1
    yield 2
    throw new Error('broken')
  }

  test('first gives what came before, then the error, once', async () => {
    const reader = puller(broken())
    expect(reader.pull(128)).toEqual([1, 2])
    expect(() => reader.pull(128)).toThrow('broken')
    await reader.close()
    await expect((async () => await puller(throwsAfter(0, new Error('async'))).pull(1))()).rejects.toThrow(
      'async',
    )
  })

  test('the same through a chain', async () => {
    const got: number[] = []
    const items = flow(puller(broken()).pull)
    await expect(
      (async () => {
        for await (const item of items) got.push(item)
      })(),
    ).rejects.toThrow('broken')
    expect(got).toEqual([1, 2])
    await rest()
  })
})

test('closing does not wait for a foreign generator that is asleep', async () => {
  let closed = false
  async function* asleep(): AsyncGenerator<number> {
    try {
      await new Promise<void>((resolve) => setTimeout(resolve, 200))
      yield 1
    } finally {
      closed = true
    }
  }
  const source = puller(asleep())
  const pending = source.pull(1)
  await source.close()
  expect(closed).toBe(false)
  expect(await pending).toEqual([1])
  await vi.waitFor(() => expect(closed).toBe(true))
})
