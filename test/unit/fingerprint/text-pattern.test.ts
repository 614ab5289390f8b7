import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkedEngine, type TextPattern } from '../../../src/fingerprint/text-pattern.ts'

test('groups are counted, also those that do not take part', () => {
  const pattern = checkedEngine.compile('^a(b)?(?:c|(d{1,3}))', 'i')
  expect(pattern.groups).toBe(2)
  expect([...(pattern.find('ADDD') ?? [])]).toEqual(['ADDD', undefined, 'DDD'])
  expect(pattern.find('x')).toBeUndefined()
})

test('flags at the start of the pattern count', () => {
  expect(checkedEngine.compile('(?i)^abc', '').find('ABC')).toBeDefined()
  expect(checkedEngine.compile('(?im)^abc', 'i').find('x\nABC')).toBeDefined()
})

test.each([
  ['(a+)+$', 'a repeat without a bound'],
  ['(a)\\1', 'a back-reference'],
  ['(', 'Invalid regular expression'],
  ['^(?:a|a){0,40}b', 'multiply too far'],
  ['^[ab]{0,200}[ab]{0,200}[ab]{0,200}c', 'multiply too far'],
  ['[ab]{0,1000}[ab]{0,1000}c', 'multiply too far'],
  [`${'a'.repeat(2001)}`, 'more than 2000 characters'],
])('%s is refused', (source, reason) => {
  expect(() => checkedEngine.compile(source, '')).toThrow(reason)
})

test('any text is compiled or refused by an Error', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (source, text) => {
      try {
        checkedEngine.compile(source, '').find(text)
      } catch (error) {
        expect(error).toBeInstanceOf(Error)
      }
    }),
  )
})

test('what is taken is quick on what is made to be slow', () => {
  const piece = fc.constantFrom(
    'a',
    'b',
    '[ab]',
    '(?:a|ab)',
    '(?:a|a){0,9}',
    'a?',
    '{0,30}',
    '{0,200}',
    '(',
    ')',
    '|',
    '.',
    '^',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const pattern = compiled(pieces.join(''))
      const started = performance.now()
      pattern?.find(`${'a'.repeat(4000)}c`)
      expect(performance.now() - started).toBeLessThan(2000)
    }),
  )
})

function compiled(source: string): TextPattern | undefined {
  try {
    return checkedEngine.compile(source, '')
  } catch {
    return undefined
  }
}
