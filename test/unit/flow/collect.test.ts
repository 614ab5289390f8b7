import { expect, test } from 'vitest'
import { collect } from '../../../src/flow/collect.ts'
import { flow } from '../../../src/flow/flow.ts'
import { BATCH } from '../../../src/flow/pull.ts'
import { countingAtOnce, recordedSource, throwsAfter } from '../../support/iterables.ts'

test('collects everything, in order', async () => {
  expect(await collect(countingAtOnce(1_000))).toEqual([...countingAtOnce(1_000)])
  expect(await collect([])).toEqual([])
})

test('stops at the limit, reads no further and closes the source', async () => {
  const source = recordedSource()
  expect(await collect(source, 3)).toEqual([0, 1, 2])
  expect(source).toMatchObject({ pulls: 3, returns: 1, closed: true })
  const asked: number[] = []
  const many = flow((max) => {
    asked.push(max)
    return Array.from({ length: max }, () => 0)
  })
  expect(await collect(many, BATCH + 2)).toHaveLength(BATCH + 2)
  expect(asked).toEqual([BATCH, 2])
})

test('a limit of none reads nothing and closes', async () => {
  const source = recordedSource()
  expect(await collect(source, 0)).toEqual([])
  expect(source).toMatchObject({ pulls: 0, returns: 1 })
})

test('a source that throws is not closed again, and its error comes through', async () => {
  const error = new Error('source')
  await expect(collect(throwsAfter(2, error))).rejects.toBe(error)
})
