import { expect, test } from 'vitest'
import { Mismatch } from '../../../../src/report/read/mismatch.ts'
import { atPlace, quoted, unreadable } from '../../../../src/report/read/report-trouble.ts'

const place = { line: 3, position: 70 }

test('says where, and what stands there', () => {
  expect(unreadable('it is odd', place, 'x'.repeat(500))).toMatchObject({
    code: 'ERR_REPORT',
    message: 'line 3 of the report: it is odd',
    position: 70,
    input: 'x'.repeat(80),
  })
})

test('a value that does not fit is told; any other error stays as it is', () => {
  expect(atPlace(new Mismatch('a text', '\u2028').under('name'), place)).toMatchObject({
    message: 'line 3 of the report: name: expected a text, but got "\\u{2028}"',
  })
  const other = new Error('other')
  expect(atPlace(other, place)).toBe(other)
})

test('text of a file is harmless and short', () => {
  expect(quoted('\x1b[2J')).toBe('\\x1b[2J')
  expect(quoted('x'.repeat(500))).toHaveLength(80)
})
