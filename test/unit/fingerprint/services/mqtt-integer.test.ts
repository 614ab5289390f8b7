import { expect, it } from 'vitest'
import { variableInteger } from '../../../../src/fingerprint/services/mqtt-integer.ts'

it.each([
  [[0], 0, 1],
  [[0x7f], 127, 1],
  [[0x80, 1], 128, 2],
  [[0xff, 0xff, 0xff, 0x7f], 268_435_455, 4],
])('reads %j as the specification’s table 2.4 says', (bytes, value, end) => {
  expect(variableInteger(Buffer.from([9, ...bytes, 9]), 1)).toEqual([value, 1 + end])
})

it('reads none without an end', () => {
  expect(variableInteger(Buffer.from([0x80]), 0)[0]).toBeUndefined()
  expect(variableInteger(Buffer.from([0xff, 0xff, 0xff, 0xff, 1]), 0)[0]).toBeUndefined()
  expect(variableInteger(Buffer.alloc(0), 0)[0]).toBeUndefined()
})
