import type { ScanStore } from '../store/store.ts'
import type { FindNext } from './next-time.ts'
import type { Fired, Schedule, ScheduleStore } from './schedule.ts'

export interface ScheduleTools {
  readonly schedules: ScheduleStore
  readonly scans: Pick<ScanStore, 'get' | 'cancel'>
  readonly findNext: FindNext
  readonly now: () => Date
  /** Begins the scan of one time: however often it is called for it, there is one scan. Rejects with why not. */
  readonly begin: (schedule: Schedule, time: string) => Promise<{ readonly scanId: string }>
  /** Told of what went wrong with one, which is tried again. */
  readonly onError: (error: unknown) => void
}

const AT_ONCE = 100

/**
 * Begins the scans whose time has come. Every API process does so, and none has to be the first of them: a time begins
 * one scan, whoever comes to it, and only one of them moves the schedule on. Of times that nobody was there for, one is
 * made up for.
 */
export async function runSchedules(tools: ScheduleTools): Promise<void> {
  for (const schedule of await tools.schedules.due(AT_ONCE)) {
    try {
      await fire(schedule, tools)
    } catch (error) {
      tools.onError(error)
    }
  }
}

async function fire(schedule: Schedule, tools: ScheduleTools): Promise<void> {
  const { schedules, scans, findNext, now, begin } = tools
  const { overlap, tenant, last_scan_id: last, fires_at: time } = schedule
  if (time === undefined) return
  const over = (fired: Omit<Fired, 'next'>): Promise<void> =>
    // From now on, not from when it should have been: what was missed is made up for once.
    schedules.fired(schedule, { ...fired, next: findNext(schedule, startOf(schedule, now())) })
  if (last !== undefined && (await isUnderWay(scans, tenant, last))) {
    if (overlap === 'queue') return
    if (overlap === 'skip') return over({ error: `the scan of the time before, ${last}, was not over` })
    await scans.cancel(tenant, last)
  }
  try {
    await over({ scanId: (await begin(schedule, time)).scanId })
  } catch (error) {
    // What can be said of the request will be true of it next time too; anything else is tried again.
    if (!isRefusal(error)) throw error
    await over({ error: error.message })
  }
}

/** An interval keeps its beat: the next time is counted from the last one, unless that is long ago. */
function startOf({ everyMs, fires_at }: Schedule, now: Date): Date {
  const fired = new Date(fires_at!)
  if (everyMs === undefined) return now
  const missed = Math.floor(Math.max(0, now.getTime() - fired.getTime()) / everyMs)
  return new Date(fired.getTime() + missed * everyMs)
}

async function isUnderWay(scans: Pick<ScanStore, 'get'>, tenant: string, scanId: string): Promise<boolean> {
  const scan = await scans.get(tenant, scanId)
  return scan?.status === 'pending' || scan?.status === 'in_progress'
}

function isRefusal(error: unknown): error is Error {
  const { code } = (error ?? {}) as { readonly code?: unknown }
  return error instanceof Error && (code === 'ERR_OPTION' || code === 'ERR_POLICY' || code === 'ERR_TARGET')
}
