import { expect, test } from 'vitest'
import { Mismatch } from '../../../../src/report/read/mismatch.ts'

test('knows the way to the value', () => {
  expect(new Mismatch('a text', 1).path).toBe('')
  expect(new Mismatch('a text', 1).under('state').under(0).under('ports').path).toBe('ports[0].state')
})

test.each([
  [undefined, 'nothing'],
  [null, 'null'],
  [[1, 2], 'a list of 2'],
  [{}, 'an object'],
  ['a"', '"a\\""'],
  [true, 'true'],
])('%j in short', (value, found) => {
  expect(new Mismatch('x', value).found).toBe(found)
})
