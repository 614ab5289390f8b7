import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readElement, readElements, readOid } from '../../../src/net/der.ts'

const bytes = (...all: number[]): Uint8Array => Uint8Array.from(all)

describe('readElement', () => {
  test('short and long lengths', () => {
    expect(readElement(bytes(0x30, 2, 1, 2, 9))).toMatchObject({
      tag: 0x30,
      content: bytes(1, 2),
      whole: bytes(0x30, 2, 1, 2),
    })
    expect(readElement(bytes(4, 0x81, 1, 7))?.content).toEqual(bytes(7))
    expect(readElement(bytes(4, 0x82, 0, 1, 7))?.content).toEqual(bytes(7))
  })

  test.each([
    ['nothing', []],
    ['a tag alone', [0x30]],
    ['more than there is', [0x30, 3, 1, 2]],
    ['an indefinite length', [0x30, 0x80, 0, 0]],
    ['a length of five bytes', [0x30, 0x85, 0, 0, 0, 0, 1, 1]],
    ['a length that is cut', [0x30, 0x82, 0]],
    ['a length near 2^32', [0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 1]],
    ['a tag of several bytes', [0x1f, 1, 0]],
  ])('refuses %s', (_name, input) => {
    expect(readElement(Uint8Array.from(input))).toBeUndefined()
  })
})

test('readElements stops at the limit, and at the first that cannot be read', () => {
  const three = bytes(5, 0, 5, 0, 5, 0)
  expect(readElements(three)).toHaveLength(3)
  expect(readElements(three, 2)).toHaveLength(2)
  expect(readElements(bytes(5, 0, 5, 9))).toHaveLength(1)
})

test.each([
  [[0x55, 4, 3], '2.5.4.3'],
  [[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 1], '1.2.840.113549.1.9.1'],
  [[0x88, 0x37], '2.999'],
  [[], ''],
  [[0x80, 0x80], ''],
])('readOid %j', (content, oid) => {
  expect(readOid(Uint8Array.from(content))).toBe(oid)
})

test('property: never throws; an element lies within its bytes; an identifier is short', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (input) => {
      for (const { whole, content } of readElements(input)) expect(content.length).toBeLessThan(whole.length)
      expect(readOid(input).split('.').length).toBeLessThanOrEqual(33)
    }),
  )
})
