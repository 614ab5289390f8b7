import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesRecord } from '../../../../src/report/byte-text.ts'
import { anything, bytes } from '../../../../src/report/read/json-values.ts'

test('bytes come back, wherever they are', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.boolean(), (some, truncated) => {
      const written = bytesRecord(some, truncated)
      expect(bytes(written)).toEqual(some)
      expect(anything({ a: [{ b: written }] })).toEqual({ a: [{ b: some }] })
    }),
  )
})

test('what only looks like bytes stays as it is', () => {
  for (const odd of [
    { text: '', base64: '' },
    { text: '', base64: '?', truncated: true },
    { text: 1, base64: '', truncated: true },
  ]) {
    expect(anything({ odd })).toEqual({ odd })
  }
})

test('no more than 32 levels', () => {
  const nested = (depth: number): object => (depth === 0 ? {} : { a: nested(depth - 1) })
  expect(anything(nested(31))).toEqual(nested(31))
  expect(() => anything(nested(33))).toThrow('no more than 32 levels')
})
