import fc from 'fast-check'
import { expect, test } from 'vitest'
import { element, integer, numberOf } from '../../../src/fingerprint/ber.ts'
import { readElement } from '../../../src/net/der.ts'

test('lengths are in as few bytes as they need', () => {
  expect([...element(0x04).subarray(0, 2)]).toEqual([4, 0])
  expect([...element(0x04, Buffer.alloc(200)).subarray(0, 3)]).toEqual([4, 0x81, 200])
  expect([...element(0x30, Buffer.alloc(100), Buffer.alloc(200)).subarray(0, 4)]).toEqual([0x30, 0x82, 1, 44])
})

test('numbers and elements come back as they were', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), fc.uint8Array({ maxLength: 400 }), (value, content) => {
      expect(numberOf(readElement(integer(value))!.content)).toBe(value)
      expect(Buffer.from(readElement(element(0x04, content))!.content).equals(Buffer.from(content))).toBe(
        true,
      )
    }),
  )
})

test('what is no number of ours is none', () => {
  expect(numberOf(new Uint8Array(0))).toBeUndefined()
  expect(numberOf(new Uint8Array(7))).toBeUndefined()
})
