import { ScanError } from 'portscan-core'
import { loadPeer } from '../peer.ts'
import type { NextTime, ScheduleRule } from './schedule.ts'

const MINUTE = 60_000
const LONGEST = 366 * 24 * 60 * MINUTE

/** Finds when a rule's next time is after `after`; nothing where it never comes. */
export type FindNext = (rule: ScheduleRule, after: Date) => NextTime | undefined

/** `random` gives numbers from 0 up to 1, for the jitter. */
export async function loadFindNext(random: () => number = Math.random): Promise<FindNext> {
  const { Cron } = await loadPeer('croner', () => import('croner'))
  return (rule, after) => {
    const firesAt =
      rule.everyMs === undefined ? cronAfter(rule, after) : new Date(after.getTime() + rule.everyMs)
    if (firesAt === undefined) return undefined
    return { firesAt, dueAt: new Date(firesAt.getTime() + Math.floor(random() * rule.jitterMs)) }
  }

  function cronAfter({ cron, timeZone }: ScheduleRule, after: Date): Date | undefined {
    return (
      new Cron(cron ?? '', { timezone: timeZone, paused: true, mode: '5-part' }).nextRun(after) ?? undefined
    )
  }
}

/**
 * Checks what somebody wrote: either `cron` or an interval, a time zone that there is, and a time that comes. Throws
 * `ERR_OPTION` that says what was expected.
 */
export function checkRule(rule: ScheduleRule, findNext: FindNext, now: Date): NextTime {
  const { cron, everyMs, timeZone, jitterMs } = rule
  if ((cron === undefined) === (everyMs === undefined)) throw wrong('expected either cron or interval')
  if (everyMs !== undefined && !(everyMs >= MINUTE && everyMs <= LONGEST)) {
    throw wrong('interval: expected one minute to 366 days, such as 6h')
  }
  if (!(jitterMs >= 0 && jitterMs <= LONGEST)) throw wrong('jitter: expected 0 to 366 days, such as 5m')
  if (!isTimeZone(timeZone)) {
    throw wrong('time_zone: expected a name of the IANA time zone database, such as Europe/Zurich')
  }
  let next: NextTime | undefined
  try {
    next = findNext(rule, now)
  } catch (cause) {
    throw wrong(`cron: expected five fields, such as 30 2 * * 1-5 (${messageOf(cause)})`, cause)
  }
  if (next === undefined) throw wrong('cron: expected a time that comes; there is no such day')
  return next
}

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: MINUTE, h: 60 * MINUTE, d: 24 * 60 * MINUTE }

/** `'90s'`, `'5m'`, `'6h'`, `'1d'` → milliseconds; nothing for any other text. */
export function parseInterval(text: string): number | undefined {
  const [, digits, unit = ''] = /^(\d{1,9})([smhd])$/.exec(text) ?? []
  return digits === undefined ? undefined : Number(digits) * UNITS[unit]!
}

/** The other way, in the largest unit that it is whole in. */
export function formatInterval(ms: number): string {
  const unit = ['d', 'h', 'm'].find((name) => ms % UNITS[name]! === 0) ?? 's'
  return `${ms / UNITS[unit]!}${unit}`
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function wrong(message: string, cause?: unknown): ScanError {
  return new ScanError('ERR_OPTION', message, cause === undefined ? {} : { cause })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 200) : String(error)
}
