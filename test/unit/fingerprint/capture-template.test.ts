import fc from 'fast-check'
import { expect, test } from 'vitest'
import { captureTemplate, greatestGroup } from '../../../src/fingerprint/capture-template.ts'

test.each([
  ['$1', ['whole', '1.2'], '1.2'],
  ['$1.$2', ['', '1', '2'], '1.2'],
  ['v$0', ['1.2'], 'v1.2'],
  ['$$1 costs $1', ['', '5'], '$1 costs 5'],
  ['plain $ text', [''], 'plain $ text'],
])('%s', (template, groups, text) => {
  expect(captureTemplate(template)(groups)).toBe(text)
})

test('without a group that it names there is no text', () => {
  expect(captureTemplate('build $1')(['x', undefined])).toBeUndefined()
  expect(captureTemplate('build $1')(['x', ''])).toBeUndefined()
  expect(captureTemplate('build $2')(['x'])).toBeUndefined()
})

test('what was caught is put in as it is, not read as a template (H44)', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (caught) => {
      expect(captureTemplate('<$1>')(['', caught])).toBe(`<${caught}>`)
      expect(captureTemplate('$1', (value) => `"${value}"`)(['', caught])).toBe(`"${caught}"`)
    }),
  )
})

test('the greatest group', () => {
  expect(greatestGroup('$1 $12 $$99 $3')).toBe(12)
  expect(greatestGroup('none')).toBe(0)
})
