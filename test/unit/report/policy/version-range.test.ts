import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseVersionRange, satisfiesVersion } from '../../../../src/report/policy/version-range.ts'

test.each<[string, string, boolean]>([
  ['>=1.24', '1.24.0', true],
  ['>=1.24', '1.23.9', false],
  ['>= 1.24', '1.25', true],
  ['>=1.24 <2', '1.99', true],
  ['>=1.24, <2', '2.0', false],
  ['>=1.24,<2', '2.0', false],
  ['>1.24', '1.24', false],
  ['<=1.24', '1.24', true],
  ['<=1.24', '1.24.1', false],
  ['=9.2p1', '9.2p1', true],
  ['=9.2', '9.2p1', false],
  ['9.2', '9.2p1', true],
  ['v9', '9.2p1', true],
])('%s and %s: %s', (range, version, expected) => {
  expect(satisfiesVersion(version, parseVersionRange(range)!)).toBe(expected)
})

test.each(['', 'latest', '>=', '^1.2', '1.x', '>=1.24 || <1', '>= ', 'nginx 1.24'])('%j is none', (text) => {
  expect(parseVersionRange(text)).toBeUndefined()
})

test('a version without a number is neither in nor out', () => {
  expect(satisfiesVersion('stable', parseVersionRange('>=1')!)).toBeUndefined()
})

test('what is read is told as it was written, and any text is read or refused', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      const range = parseVersionRange(text)
      if (range === undefined) return
      expect(range.text).toBe(text.trim())
      expect(range.parts.length).toBeGreaterThan(0)
    }),
  )
})
