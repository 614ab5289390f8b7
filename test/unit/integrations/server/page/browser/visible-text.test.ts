import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeText } from '../../../../../../src/report/index.ts'
import { visibleText } from '../../../../../../src/integrations/server/page/browser/visible-text.ts'

test('what hides or turns the text is seen', () => {
  expect(visibleText('a\u202Eb\u0000\u200B')).toBe('a\\u{202e}b\\u{0}\\u{200b}')
  expect(visibleText('日本語 é <b>')).toBe('日本語 é <b>')
})

test('a long text is cut', () => {
  expect(visibleText('x'.repeat(1000))).toHaveLength(300)
  expect(visibleText('abcdef', 4)).toBe('abc…')
})

test('nothing unseen is left, as reports have it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const shown = visibleText(text)
      expect(escapeText(shown)).toBe(shown)
    }),
    { numRuns: 30 },
  )
})
