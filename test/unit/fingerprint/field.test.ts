import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CAPTURE_LIMIT, cleanValue, known, latin1 } from '../../../src/fingerprint/field.ts'

it('reads bytes as characters, within what there is', () => {
  const bytes = new Uint8Array([0, 65, 0xff, 66]).subarray(1)
  expect(latin1(bytes)).toBe('A\xffB')
  expect(latin1(bytes, 1, 99)).toBe('\xffB')
})

it('cleans values: no control characters, no outer blanks, nothing empty, 256 characters (H13, H44)', () => {
  expect(cleanValue(' a\u001b[31m\r\nb\u009b ')).toBe('a [31m  b')
  expect(cleanValue('\0 \n')).toBeUndefined()
  expect(cleanValue(undefined)).toBeUndefined()
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
      const value = cleanValue(latin1(bytes))
      if (value === undefined) return
      expect(value.length).toBeLessThanOrEqual(CAPTURE_LIMIT)
      expect(value).toBe(value.trim())
      expect(value).toMatch(/^[ -~\xa0-\xff]{1,256}$/)
    }),
  )
})

it('leaves out what is unknown', () => {
  expect(known({ a: 1, b: undefined, c: '' })).toEqual({ a: 1, c: '' })
})
