import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quoteInput } from '../../../src/targets/quote-input.ts'

test.each([
  ['host.example', "'host.example'"],
  ['a"b', "'a\"b'"],
  ['\u001b[31m\n', "'\\u001b[31m\\n'"],
  ['a\u202eb', "'a\\u202eb'"],
  ['x'.repeat(100), `'${'x'.repeat(57)}...'`],
])('%j is shown as %s', (text, shown) => {
  expect(quoteInput(text)).toBe(shown)
})

test('no text brings a control character along, or more than a line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = quoteInput(text)
      expect(shown).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u)
      expect(shown.length).toBeLessThan(400)
    }),
  )
})
