import { ScanError } from 'portscan-core'

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i
const HIGHEST_LIMIT = 1_000

/** Whether PostgreSQL takes it for a `uuid`, as we write them. */
export function isUuid(text: string): boolean {
  return UUID.test(text)
}

/** How many items a page may have; `ERR_OPTION` for anything but 1 to 1,000. */
export function pageLimit(limit: number): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= HIGHEST_LIMIT) return limit
  throw new ScanError('ERR_OPTION', `limit: expected 1 to ${HIGHEST_LIMIT}, got ${limit}`)
}

/** Where a page ended, as callers hand it back. */
export function toCursor(...place: readonly string[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** The time and the id at which a page ended; `ERR_OPTION` for what `toCursor` did not write. */
export function timeAndId(cursor: string): readonly [time: Date, id: string] {
  const [time, id] = fromCursor(cursor, 2)
  const date = new Date(time ?? '')
  if (id === undefined || !isUuid(id) || date.toJSON() !== time) throw unreadable(cursor)
  return [date, id]
}

/** The text at which a page ended. */
export function textOf(cursor: string): string {
  const [text] = fromCursor(cursor, 1)
  if (text === undefined || text.includes('\0')) throw unreadable(cursor)
  return text
}

/** The number at which a page ended. */
export function numberOf(cursor: string): string {
  const text = textOf(cursor)
  if (!/^\d{1,15}$/.test(text)) throw unreadable(cursor)
  return text
}

function fromCursor(cursor: string, length: number): readonly string[] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const whole =
      Array.isArray(place) && place.length === length && place.every((part) => typeof part === 'string')
    if (whole) return place
  } catch {
    // Nobody's JSON.
  }
  throw unreadable(cursor)
}

function unreadable(cursor: string): ScanError {
  const message = 'cursor: expected what the page before gave, unchanged'
  return new ScanError('ERR_OPTION', message, { input: cursor })
}
