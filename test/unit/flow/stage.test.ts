import { expect, test } from 'vitest'
import { collect } from '../../../src/flow/collect.ts'
import { mapConcurrent } from '../../../src/flow/map-concurrent.ts'
import { mapItems } from '../../../src/flow/map-items.ts'
import { pipe } from '../../../src/flow/stage.ts'
import { counting, foreignStage, recordedSource } from '../../support/iterables.ts'

const addOne = mapItems((item: number) => item + 1)
const twice = mapConcurrent((item: number) => [item, item], { concurrency: 3 })

test('joins stages in reading order, ours and foreign ones', async () => {
  const text = mapItems((item: number) => `<${String(item)}>`)
  expect(await collect(pipe(counting(2), addOne, twice, foreignStage, text))).toEqual([
    '<1>',
    '<1>',
    '<2>',
    '<2>',
  ])
})

test('without stages it is the source', async () => {
  expect(await collect(pipe([1, 2]))).toEqual([1, 2])
})

test('break closes the whole chain once', async () => {
  const source = recordedSource()
  for await (const item of pipe(source, addOne, twice, foreignStage, twice, addOne)) if (item > 5) break
  expect(source).toMatchObject({ returns: 1, closed: true })
})
