import { describe, expect, test } from 'vitest'
import { collect } from '../../../src/flow/collect.ts'
import { flow } from '../../../src/flow/flow.ts'
import { mapConcurrent, type Work } from '../../../src/flow/map-concurrent.ts'
import { abortListeners } from '../../support/open-handles.ts'
import {
  counting,
  countingAtOnce,
  readSlowly,
  recordedSource,
  rest,
  throwsAfter,
} from '../../support/iterables.ts'

/** Work that waits until the test lets it go on. */
function heldWork() {
  const waiting = new Map<
    number,
    { finish: (results?: readonly number[]) => void; fail: (error: unknown) => void }
  >()
  const signals: AbortSignal[] = []
  const work: Work<number, number> = (item, signal) => {
    signals.push(signal)
    return new Promise((resolve, reject) => {
      const take = (): boolean => waiting.delete(item)
      waiting.set(item, {
        finish: (results = [item]) => void (take() && resolve(results)),
        fail: (error) => void (take() && reject(error)),
      })
    })
  }
  return { work, waiting, signals, started: () => signals.length, at: (item: number) => waiting.get(item)! }
}

const open = <T>(items: AsyncIterable<T>): AsyncIterator<T> => items[Symbol.asyncIterator]()
const done = { done: true, value: undefined }

describe('order', () => {
  test('kept by default, however the work ends', async () => {
    const { work, at } = heldWork()
    const reading = collect(mapConcurrent(work, { concurrency: 4 })(countingAtOnce(4)))
    await rest()
    for (const item of [3, 1, 0, 2]) {
      at(item).finish()
      await rest()
    }
    expect(await reading).toEqual([0, 1, 2, 3])
  })

  test('without order, a slow item holds back nobody', async () => {
    const { work, at } = heldWork()
    const items = open(mapConcurrent(work, { concurrency: 3, ordered: false })(countingAtOnce(3)))
    const first = items.next()
    await rest()
    at(2).finish()
    expect((await first).value).toBe(2)
    at(1).finish()
    expect((await items.next()).value).toBe(1)
    at(0).finish()
    expect((await items.next()).value).toBe(0)
    expect(await items.next()).toEqual(done)
  })

  test('any number of results an item, none and many', async () => {
    const spread = mapConcurrent((item: number) => Array.from({ length: item }, () => item), {
      concurrency: 2,
    })
    expect(await collect(spread([0, 3, 0, 0, 1, 0]))).toEqual([3, 3, 3, 1])
    const many = mapConcurrent(() => Array.from({ length: 1_000 }, (_, at) => at), { concurrency: 2 })
    expect(await collect(many([0, 0]))).toHaveLength(2_000)
  })
})

describe('the window', () => {
  test('nothing starts before the first pull', async () => {
    const source = recordedSource()
    const { work, started } = heldWork()
    mapConcurrent(work, { concurrency: 2 })(source)
    await rest()
    expect([source.pulls, started()]).toEqual([0, 0])
  })

  test('a reader that rests brings it to rest, and the event loop goes on', async () => {
    const source = recordedSource()
    let started = 0
    const stage = mapConcurrent((item: number) => (started++, Promise.resolve([item])), {
      concurrency: 3,
      window: 8,
    })
    const items = open(stage(source))
    await items.next()
    await rest(20)
    const atRest = { started, pulls: source.pulls }
    expect(started).toBeLessThanOrEqual(9)
    await rest(20)
    expect({ started, pulls: source.pulls }).toEqual(atRest)
    await items.return?.()
  })

  test.each([true, false])('pulled − consumed ≤ window with a slow reader (ordered: %s)', async (ordered) => {
    for (const window of [1, 2, 5, 64, 400]) {
      let started = 0
      let consumed = 0
      let most = 0
      const work = (item: number): number[] => {
        most = Math.max(most, ++started - consumed)
        return [item]
      }
      const stage = mapConcurrent(work, { concurrency: 3, window, ordered })
      await readSlowly(stage(countingAtOnce(600)), 0, () => consumed++)
      // The item on its way to the reader is neither held nor consumed.
      expect(most).toBeLessThanOrEqual(window + 1)
      expect(consumed).toBe(600)
    }
  })

  test('an item whose results have not all been taken counts', async () => {
    let started = 0
    const stage = mapConcurrent(() => (started++, [1, 2, 3, 4]), { concurrency: 1, window: 2 })
    const items = open(stage(countingAtOnce()))
    for (let read = 0; read < 4; read++) {
      await items.next()
      expect(started).toBeLessThanOrEqual(3)
    }
    await items.return?.()
  })

  test('a full window makes no endless microtask loop', async () => {
    const { work, at } = heldWork()
    const items = open(mapConcurrent(work, { concurrency: 2, window: 2 })(countingAtOnce()))
    const first = items.next()
    let turned = false
    setImmediate(() => (turned = true))
    await rest(2)
    expect(turned).toBe(true)
    at(0).finish()
    expect((await first).value).toBe(0)
    await items.return?.()
  })

  test('at most `concurrency` at work', async () => {
    let working = 0
    let most = 0
    const work = async (item: number): Promise<number[]> => {
      most = Math.max(most, ++working)
      await rest(item % 3)
      working--
      return [item]
    }
    expect(
      await collect(mapConcurrent(work, { concurrency: 7, ordered: false })(counting(100))),
    ).toHaveLength(100)
    expect(most).toBe(7)
  })
})

describe('a reader that leaves', () => {
  test('aborts what is at work, closes the source once and waits for it', async () => {
    const source = recordedSource()
    const { work, at, signals } = heldWork()
    const stage = mapConcurrent(work, { concurrency: 3 })
    const reading = (async () => {
      for await (const _ of stage(source)) break
    })()
    await rest()
    at(0).finish()
    await reading
    expect(signals.length).toBeGreaterThan(1)
    expect(signals.every((signal) => signal.aborted)).toBe(true)
    expect(source).toMatchObject({ returns: 1, closed: true })
  })

  test('while next() waits: it gets the end at once, though work and source go on', async () => {
    const { work } = heldWork()
    const source = (async function* () {
      yield 1
      await new Promise(() => {})
    })()
    const items = open(mapConcurrent(work, { concurrency: 2 })(source))
    const pending = [items.next(), items.next()]
    await rest()
    void items.return?.()
    expect(await Promise.all(pending)).toEqual([done, done])
  })

  test('work that fails afterwards is nobody’s error', async () => {
    const unhandled: unknown[] = []
    const note = (error: unknown): void => void unhandled.push(error)
    process.on('unhandledRejection', note)
    const { work, waiting } = heldWork()
    const items = open(mapConcurrent(work, { concurrency: 3 })(countingAtOnce()))
    const pending = items.next()
    await items.return?.()
    for (const { fail } of waiting.values()) fail(new Error('aborted'))
    await rest(3)
    process.off('unhandledRejection', note)
    expect(await pending).toEqual(done)
    expect(unhandled).toEqual([])
  })

  test('hundreds at work may listen to the signal without a warning', async () => {
    const warnings: Error[] = []
    const note = (warning: Error): void => void warnings.push(warning)
    process.on('warning', note)
    const work: Work<number, number> = (_item, signal) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve([])))
    const items = open(mapConcurrent(work, { concurrency: 200 })(countingAtOnce()))
    const pending = items.next()
    await rest()
    await items.return?.()
    expect(await pending).toEqual(done)
    await rest()
    process.off('warning', note)
    expect(warnings).toEqual([])
  })

  test('listeners do not grow with the items when the work takes its own off', async () => {
    let most = 0
    const work: Work<number, number> = async (item, signal) => {
      const noop = (): void => {}
      signal.addEventListener('abort', noop)
      most = Math.max(most, abortListeners(signal))
      await rest()
      signal.removeEventListener('abort', noop)
      return [item]
    }
    await collect(mapConcurrent(work, { concurrency: 4 })(countingAtOnce(200)))
    expect(most).toBeLessThanOrEqual(4)
  })
})

describe('errors', () => {
  test.each([
    [
      'at once',
      (): never => {
        throw new Error('work')
      },
    ],
    ['later', (): Promise<never> => rest().then(() => Promise.reject(new Error('work')))],
  ])(
    'work that throws %s: what is ready goes out, the rest is aborted, the source closed',
    async (_how, fail) => {
      const source = recordedSource()
      const signals: AbortSignal[] = []
      const stage = mapConcurrent(
        (item: number, signal) => {
          signals.push(signal)
          return item === 2 ? fail() : item < 2 ? [item] : new Promise<number[]>(() => {})
        },
        { concurrency: 3 },
      )
      const got: number[] = []
      const reading = (async () => {
        for await (const item of stage(source)) got.push(item)
      })()
      await expect(reading).rejects.toThrow('work')
      expect(got).toEqual([0, 1])
      expect(signals.every((signal) => signal.aborted)).toBe(true)
      expect(source).toMatchObject({ returns: 1, closed: true })
    },
  )

  test('work that throws while a value is being handed over: the value arrives, then the error', async () => {
    const { work, at } = heldWork()
    const items = open(mapConcurrent(work, { concurrency: 2 })(countingAtOnce()))
    const first = items.next()
    await rest()
    at(0).finish()
    at(1).fail(new Error('work'))
    expect((await first).value).toBe(0)
    await expect(items.next()).rejects.toThrow('work')
    expect(await items.next()).toEqual(done)
  })

  test('an error that nobody has asked for yet waits for the next call', async () => {
    const { work, at } = heldWork()
    const items = open(mapConcurrent(work, { concurrency: 2 })(countingAtOnce()))
    const first = items.next()
    await rest()
    at(0).finish()
    await first
    at(1).fail(new Error('work'))
    await rest(3)
    await expect(items.next()).rejects.toThrow('work')
  })

  test('of several errors the first one counts, once', async () => {
    const { work, at } = heldWork()
    const items = open(mapConcurrent(work, { concurrency: 3 })(countingAtOnce()))
    const calls = [items.next(), items.next(), items.next()]
    await rest()
    at(2).fail(new Error('first'))
    at(0).fail(new Error('second'))
    const answers = await Promise.allSettled(calls)
    expect(answers[0]).toMatchObject({ status: 'rejected', reason: { message: 'first' } })
    expect(answers.slice(1)).toEqual([
      { status: 'fulfilled', value: done },
      { status: 'fulfilled', value: done },
    ])
  })

  test('a source that throws: what it gave before is finished first', async () => {
    const { work, at, signals } = heldWork()
    const error = new Error('source')
    const reading = (async () => {
      const got: number[] = []
      try {
        for await (const item of mapConcurrent(work, { concurrency: 5 })(throwsAfter(2, error)))
          got.push(item)
      } catch (caught) {
        return { got, caught }
      }
      return undefined
    })()
    await rest(2)
    expect(signals.some((signal) => signal.aborted)).toBe(false)
    at(1).finish()
    at(0).finish()
    expect(await reading).toEqual({ got: [0, 1], caught: error })
  })

  test('a source that throws at once', async () => {
    const source = flow((): never => {
      throw new Error('source')
    })
    await expect(collect(mapConcurrent(() => [1], { concurrency: 2 })(source))).rejects.toThrow('source')
  })
})

test.each([{ concurrency: 0 }, { concurrency: NaN }, { concurrency: 2, window: 0 }])(
  '%o is refused',
  (options) => {
    expect(() => mapConcurrent(() => [], options)).toThrow(expect.objectContaining({ code: 'ERR_OPTION' }))
  },
)
