import { expect, test } from 'vitest'
import { expiryLevel, isNearer } from '../../../../src/report/diff/certificate-expiry.ts'
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
  expect(expiryLevel(certificateOf({ notAfter: '' }), 0, 30)).toBeUndefined()
  expect(expiryLevel(until, Date.parse(''), 30)).toBeUndefined()
})

test('only what became worse is nearer', () => {
  expect(isNearer('valid', 'expiring')).toBe(true)
  expect(isNearer('expiring', 'expired')).toBe(true)
  expect(isNearer('expired', 'expired')).toBe(false)
  expect(isNearer('expiring', 'valid')).toBe(false)
})
