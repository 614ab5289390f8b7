import { expect, test } from 'vitest'
import { cookie, sameBytes, viewOf } from '../../../src/fingerprint/echo.ts'
import { seededRandom } from '../../../src/model/random.ts'

test('a cookie has its length, and is another one each time', () => {
  const random = seededRandom(1)
  expect(cookie(random, 8)).toHaveLength(8)
  expect(cookie(random, 8).equals(cookie(random, 8))).toBe(false)
  expect([...cookie(() => 0.999_999, 2)]).toEqual([255, 255])
})

test('the same bytes, all of them there', () => {
  const [some, other] = [Buffer.from('abcdef'), Buffer.from('xxcdyy')]
  expect(sameBytes(some, 2, other, 2, 2)).toBe(true)
  expect(sameBytes(some, 2, other, 2, 3)).toBe(false)
  expect(sameBytes(some, 5, other, 2, 2)).toBe(false)
  expect(sameBytes(some, 0, Buffer.alloc(0), 0, 1)).toBe(false)
})

test('a view begins where the bytes do', () => {
  expect(viewOf(Buffer.from([9, 9, 1, 2]).subarray(2)).getUint16(0)).toBe(0x0102)
})
