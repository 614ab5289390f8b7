import { expect, test } from 'vitest'
import { Backlog } from '../../../src/probe/backlog.ts'

test('first in, first out, however long', () => {
  const backlog = new Backlog()
  expect([backlog.length, backlog.shift()]).toEqual([0, undefined])
  for (let position = 0; position < 5_000; position++) backlog.push(position)
  for (let position = 0; position < 3_000; position++) expect(backlog.shift()).toBe(position)
  expect(backlog.length).toBe(2_000)
  backlog.push(9_999)
  expect([...backlog].slice(0, 2)).toEqual([3_000, 3_001])
  expect([...backlog].at(-1)).toBe(9_999)
  let last: number | undefined
  for (let next = backlog.shift(); next !== undefined; next = backlog.shift()) last = next
  expect([last, backlog.length]).toEqual([9_999, 0])
})
