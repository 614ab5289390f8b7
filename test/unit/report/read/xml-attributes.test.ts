import { expect, test } from 'vitest'
import { wholeNumber } from '../../../../src/report/read/xml-attributes.ts'

test('numbers are digits', () => {
  expect(wholeNumber('0042')).toBe(42)
  for (const none of [undefined, '', '-1', '1.5', '1e3', '0x1', ' 1', '9'.repeat(16)])
    expect(wholeNumber(none)).toBeUndefined()
})
