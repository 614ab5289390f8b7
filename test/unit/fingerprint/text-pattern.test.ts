import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkedEngine } from '../../../src/fingerprint/text-pattern.ts'

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
  [`${'a'.repeat(2001)}`, 'longer than 2000'],
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
