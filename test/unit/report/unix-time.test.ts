import { expect, test } from 'vitest'
import { ctime, unixTime } from '../../../src/report/unix-time.ts'

test('a time in whole seconds, and as C writes it', () => {
  expect(unixTime('2026-11-21T07:00:01.900Z')).toBe(1795244401)
  expect(ctime('2026-11-21T07:00:01.900Z')).toBe('Sat Nov 21 07:00:01 2026')
})

test('what is no time is the beginning of it', () => {
  expect([unixTime(''), ctime('soon')]).toEqual([0, 'Thu Jan 01 00:00:00 1970'])
})
