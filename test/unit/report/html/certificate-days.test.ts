import { expect, test } from 'vitest'
import { daysChip, daysLeft, isEarly } from '../../../../src/report/html/certificate-days.ts'
import { certificateOf } from '../diff/reports.ts'

const NOW = Date.parse('2026-11-21T07:00:00.000Z')
const until = (notAfter: string): number | undefined => daysLeft(certificateOf({ notAfter }), NOW)

test('whole days to the end, from the time of the scan', () => {
  expect(until('2026-11-22T06:59:59.000Z')).toBe(0)
  expect(until('2026-12-21T07:00:00.000Z')).toBe(30)
  expect(until('2026-11-21T06:59:59.000Z')).toBe(-1)
  expect(until('<script>')).toBeUndefined()
})

test('one whose time begins later is early', () => {
  expect(isEarly(certificateOf({ notBefore: '2026-11-21T07:00:00.001Z' }), NOW)).toBe(true)
  expect(isEarly(certificateOf({ notBefore: '2026-11-21T07:00:00.000Z' }), NOW)).toBe(false)
  expect(isEarly(certificateOf({ notBefore: '' }), NOW)).toBe(false)
})

test('few days have a sign, not only a colour', () => {
  expect([100, 30, 29, 1, 0, -1].map((days) => daysChip(days)?.text.replace(/<[^>]*>/g, ''))).toEqual([
    '100 days left',
    '30 days left',
    '! certificate: 29 days left',
    '! certificate: 1 day left',
    '! certificate: 0 days left',
    '✕ certificate ended 1 day ago',
  ])
  expect(daysChip(undefined)).toBeUndefined()
})
