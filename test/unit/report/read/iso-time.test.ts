import { expect, test } from 'vitest'
import { isoTime } from '../../../../src/report/read/iso-time.ts'

test('seconds are a time, whatever they are', () => {
  expect(isoTime(1_795_244_400)).toBe('2026-11-21T07:00:00.000Z')
  expect(isoTime(253_402_300_799)).toBe('9999-12-31T23:59:59.000Z')
  for (const none of [undefined, -1, NaN, Infinity, 1e18])
    expect(isoTime(none)).toBe('1970-01-01T00:00:00.000Z')
})
