import { expect, test } from 'vitest'
import { expiryLevel, isWorse } from '../../../../src/report/diff/certificate-expiry.ts'
import { certificateOf } from './reports.ts'

const until = certificateOf({ notAfter: '2026-12-01T00:00:00.000Z' })

test.each([
  ['2026-10-31T00:00:00Z', 'valid'],
  ['2026-11-01T00:00:00Z', 'valid'],
  ['2026-11-01T00:00:01Z', 'expiring'],
  ['2026-11-30T23:59:59Z', 'expiring'],
  ['2026-12-01T00:00:00Z', 'expired'],
] as const)('at %s it is %s', (at, level) => {
  expect(expiryLevel(until, Date.parse(at), 30)).toBe(level)
})

test('an end that cannot be read, or a time that is unknown, has no level', () => {
  expect(expiryLevel(certificateOf({ notAfter: '' }), Date.parse('2026-11-01'), 30)).toBeUndefined()
  expect(expiryLevel(until, Date.parse(''), 30)).toBeUndefined()
})

test('one whose time begins later is not valid yet', () => {
  const later = certificateOf({ notBefore: '2026-11-22T00:00:00.000Z' })
  expect(expiryLevel(later, Date.parse('2026-11-21T23:59:59Z'), 30)).toBe('not-yet-valid')
  expect(expiryLevel(later, Date.parse('2026-11-22T00:00:00Z'), 30)).toBe('valid')
  expect(expiryLevel(certificateOf({ notBefore: '' }), 0, 30)).toBe('valid')
})

test('only another trouble is worse', () => {
  expect(isWorse('valid', 'expiring')).toBe(true)
  expect(isWorse('expiring', 'expired')).toBe(true)
  expect(isWorse('expired', 'expired')).toBe(false)
  expect(isWorse('expiring', 'valid')).toBe(false)
  expect(isWorse('expired', 'expiring')).toBe(false)
  expect(isWorse('expired', 'not-yet-valid')).toBe(true)
  expect(isWorse('not-yet-valid', 'not-yet-valid')).toBe(false)
  expect(isWorse('not-yet-valid', 'expiring')).toBe(true)
  expect(isWorse('not-yet-valid', 'valid')).toBe(false)
})
