import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  isUuid,
  numberOf,
  pageLimit,
  textOf,
  timeAndId,
  toCursor,
} from '../../../../../src/integrations/server/store/page-cursor.ts'

const ID = '07b41c2e-4622-4715-8db2-26806d9e832a'
const refused = expect.objectContaining({ code: 'ERR_OPTION' }) as Error

test('what was written is read again', () => {
  const time = '2026-11-22T03:12:10.273Z'
  expect(timeAndId(toCursor(time, ID))).toEqual([new Date(time), ID])
  expect(numberOf(toCursor('12'))).toBe('12')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      fc.pre(!text.includes('\0'))
      expect(textOf(toCursor(text))).toBe(text)
    }),
  )
})

test.each([
  () => timeAndId(toCursor('2026-11-22', ID)),
  () => timeAndId(toCursor('infinity', ID)),
  () => timeAndId(toCursor('2026-11-22T03:12:10.273Z', 'x')),
  () => timeAndId(toCursor('2026-11-22T03:12:10.273Z')),
  () => textOf(toCursor('a\0b')),
  () => numberOf(toCursor('-1')),
  () => numberOf(toCursor('1e9')),
  () => numberOf(toCursor('9'.repeat(40))),
])('what nobody wrote is refused: %s', (read) => {
  expect(read).toThrow(refused)
})

test('any text is a cursor or refused', () => {
  const kept = (read: (cursor: string) => unknown, cursor: string): void => {
    try {
      read(cursor)
    } catch (error) {
      expect(error).toEqual(refused)
    }
  }
  const json = fc.json().map((text) => Buffer.from(text).toString('base64url'))
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String(), json), (cursor) => {
      for (const read of [timeAndId, textOf, numberOf]) kept(read, cursor)
    }),
  )
})

test('pages have 1 to 1,000 items', () => {
  expect([pageLimit(1), pageLimit(1_000)]).toEqual([1, 1_000])
  for (const limit of [0, 1_001, 1.5, -1, Number.NaN, Infinity])
    expect(() => pageLimit(limit)).toThrow(refused)
})

test('an id is a UUID in its usual form', () => {
  expect([ID, ID.toUpperCase()].map(isUuid)).toEqual([true, true])
  expect(['', 'x', `${ID} `, `{${ID}}`, ID.replaceAll('-', '')].map(isUuid)).toEqual(Array(5).fill(false))
})
