/** What readers write where a report tells no time: a report has one in any case. */
export const NO_TIME = '1970-01-01T00:00:00.000Z'

/** Milliseconds since 1970 of an ISO 8601 time; `NaN` where the report tells none. */
export function toldMilliseconds(iso: string): number {
  return iso === NO_TIME ? NaN : Date.parse(iso)
}

/** `'2026-11-21 07:00:00 UTC'`, with `'minutes'` without its seconds; `undefined` where the report tells none. Not escaped. */
export function toldTime(iso: string, precision: 'seconds' | 'minutes' = 'seconds'): string | undefined {
  if (iso === NO_TIME) return undefined
  return `${iso.slice(0, precision === 'seconds' ? 19 : 16).replace('T', ' ')} UTC`
}
