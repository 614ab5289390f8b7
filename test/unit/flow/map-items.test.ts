import { describe, expect, test } from 'vitest'
import { collect } from '../../../src/flow/collect.ts'
import { mapItems, tapItems } from '../../../src/flow/map-items.ts'
import { flow } from '../../../src/flow/flow.ts'
import {
  counting,
  countingAtOnce,
  foreignStage,
  recordedSource,
  rest,
  throwsAfter,
} from '../../support/iterables.ts'

const double = mapItems((item: number) => item * 2)
const even = mapItems((item: number) => (item % 2 === 0 ? item : undefined))

describe('mapItems', () => {
  test('changes each item and drops those that become undefined', async () => {
    expect(await collect(double(countingAtOnce(5)))).toEqual([0, 2, 4, 6, 8])
    expect(await collect(even(counting(6)))).toEqual([0, 2, 4])
    expect(await collect(double(even(countingAtOnce(1_000))))).toHaveLength(500)
  })

  test('keeps values that are falsy but not undefined', async () => {
    const falsy = mapItems((item: number) => [0, '', false, null][item])
    expect(await collect(falsy(countingAtOnce(5)))).toEqual([0, '', false, null])
  })

  test('is lazy: nothing is read before the first pull', async () => {
    const source = recordedSource(3)
    const items = double(source)
    await rest()
    expect(source.pulls).toBe(0)
    await collect(items)
    expect(source.pulls).toBe(4)
  })

  test('a foreign async generator in mid-chain neither loses nor reorders', async () => {
    expect(await collect(double(foreignStage(double(countingAtOnce(300)))))).toEqual(
      Array.from({ length: 300 }, (_, item) => item * 4),
    )
  })

  test('break closes the source once, through several stages, and waits for it', async () => {
    const source = recordedSource()
    for await (const item of double(even(foreignStage(double(source))))) if (item > 10) break
    expect(source).toMatchObject({ returns: 1, closed: true })
  })

  test('a batch of which nothing is left is not the end', async () => {
    const onlyLast = mapItems((item: number) => (item === 999 ? item : undefined))
    expect(await collect(onlyLast(countingAtOnce(1_000)))).toEqual([999])
    expect(await collect(onlyLast(counting(1_000)))).toEqual([999])
  })

  test('a long drought from an asynchronous source keeps nothing in memory', async () => {
    let left = 1_000_000
    let heapInMiddle = 0
    const source = flow<number>(() => {
      if (left === 1_000) heapInMiddle = process.memoryUsage().heapUsed
      return Promise.resolve(left-- > 0 ? [1] : [])
    })
    const heapBefore = process.memoryUsage().heapUsed
    expect(await collect(mapItems(() => undefined)(source))).toEqual([])
    // A chain of a million promises that wait for each other takes over 120 MB.
    expect(heapInMiddle - heapBefore).toBeLessThan(60e6)
  })

  test('a change that throws in mid-batch: what was before goes out, then the error; the source is closed', async () => {
    const source = recordedSource()
    const atOnce = countingAtOnce()
    const touchy = mapItems((item: number) => {
      if (item === 3) throw new Error('three')
      return item
    })
    for (const from of [source, atOnce]) {
      const got: number[] = []
      const items = touchy(from)
      await expect(
        (async () => {
          for await (const item of items) got.push(item)
        })(),
      ).rejects.toThrow('three')
      expect(got).toEqual([0, 1, 2])
      expect((await items[Symbol.asyncIterator]().next()).done).toBe(true)
    }
    expect(source).toMatchObject({ returns: 1, closed: true })
    expect(atOnce.next().done).toBe(true)
  })

  test('a change that throws does not wait for a source that has become silent', async () => {
    let pulls = 0
    const source = flow(() => (pulls++ === 0 ? [1, 2] : new Promise<number[]>(() => {})))
    const items = mapItems((item: number) => {
      if (item === 2) throw new Error('two')
      return item
    })(source)[Symbol.asyncIterator]()
    expect((await items.next()).value).toBe(1)
    await expect(items.next()).rejects.toThrow('two')
  })

  test('a source that throws: all before it, then its error, unchanged', async () => {
    const error = new Error('source')
    const got: number[] = []
    const reading = (async () => {
      for await (const item of double(throwsAfter(3, error))) got.push(item)
    })()
    await expect(reading).rejects.toBe(error)
    expect(got).toEqual([0, 2, 4])
  })
})

describe('tapItems', () => {
  test('sees each item once and hands it on unchanged', async () => {
    const seen: number[] = []
    expect(await collect(tapItems((item: number) => void seen.push(item))(countingAtOnce(4)))).toEqual([
      0, 1, 2, 3,
    ])
    expect(seen).toEqual([0, 1, 2, 3])
  })
})
