import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  checkRule,
  formatInterval,
  loadFindNext,
  parseInterval,
  type FindNext,
} from '../../../../../src/integrations/server/schedules/next-time.ts'

let findNext: FindNext
beforeAll(async () => {
  findNext = await loadFindNext(() => 0.5)
})

const rule = { timeZone: 'UTC', jitterMs: 0 }
const now = new Date('2026-03-28T12:00:00Z')

test('cron by the clock of its time zone, over the change to summer time', () => {
  const zurich = { ...rule, cron: '30 3 * * *', timeZone: 'Europe/Zurich' }
  const first = findNext(zurich, now)!.firesAt
  expect(first.toISOString()).toBe('2026-03-29T01:30:00.000Z')
  expect(findNext(zurich, first)!.firesAt.toISOString()).toBe('2026-03-30T01:30:00.000Z')
  expect(findNext({ ...zurich, timeZone: 'UTC' }, now)!.firesAt.toISOString()).toBe(
    '2026-03-29T03:30:00.000Z',
  )
})

test('an interval, and a random delay below the jitter', () => {
  const next = findNext({ ...rule, everyMs: 3_600_000, jitterMs: 60_000 }, now)!
  expect(next.firesAt.toISOString()).toBe('2026-03-28T13:00:00.000Z')
  expect(next.dueAt.toISOString()).toBe('2026-03-28T13:00:30.000Z')
})

describe('what cannot be followed says what was expected', () => {
  test.each([
    [{}, /either cron or interval/],
    [{ cron: '* * * * *', everyMs: 60_000 }, /either cron or interval/],
    [{ cron: '* * * *' }, /cron: expected five fields/],
    [{ cron: '* * * * * *' }, /cron: expected five fields/],
    [{ cron: '61 * * * *' }, /cron: expected five fields/],
    [{ cron: '0 0 30 2 *' }, /there is no such day/],
    [{ everyMs: 59_999 }, /one minute to 366 days/],
    [{ everyMs: Number.POSITIVE_INFINITY }, /one minute to 366 days/],
    [{ everyMs: 60_000, timeZone: 'Mars/Olympus' }, /IANA time zone/],
    [{ everyMs: 60_000, jitterMs: -1 }, /jitter/],
  ])('%j', (written, message) => {
    expect(() => checkRule({ ...rule, ...written }, findNext, now)).toThrow(message)
    expect(() => checkRule({ ...rule, ...written }, findNext, now)).toThrow(
      expect.objectContaining({ code: 'ERR_OPTION' }),
    )
  })

  test('any text is a rule or an ERR_OPTION', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (cron) => {
        try {
          expect(checkRule({ ...rule, cron }, findNext, now).firesAt.getTime()).toBeGreaterThan(now.getTime())
        } catch (error) {
          expect(error).toMatchObject({ code: 'ERR_OPTION' })
        }
      }),
    )
  })
})

test('intervals as text', () => {
  expect(['90s', '5m', '6h', '1d'].map(parseInterval)).toEqual([90_000, 300_000, 21_600_000, 86_400_000])
  expect(['', '5', '1w', '1.5h', '-1h', '9999999999d'].map(parseInterval)).toEqual(Array(6).fill(undefined))
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999 }), (seconds) => {
      expect(parseInterval(formatInterval(seconds * 1_000))).toBe(seconds * 1_000)
    }),
  )
})
