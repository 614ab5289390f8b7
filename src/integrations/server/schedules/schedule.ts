import type { ScanRequest, Tenant } from '../model.ts'
import type { Page, PageOptions } from '../store/store.ts'

/**
 * What happens when it is time and the scan of the time before goes on. `skip`: this time is left out. `queue`: it waits
 * until that one ends; times that come meanwhile are one. `cancel`: that one is cancelled.
 */
export type Overlap = 'skip' | 'queue' | 'cancel'

/** When a schedule's scans begin. */
export interface ScheduleRule {
  /** Five fields, as crontab has them. */
  readonly cron?: string
  /** Or milliseconds from one beginning to the next. */
  readonly everyMs?: number
  /** Where its clock hangs, for `cron`: a name of the IANA time zone database. */
  readonly timeZone: string
  /** Each beginning is put off by a random time below this, in ms. */
  readonly jitterMs: number
}

/** A scan that is made again and again. */
export interface Schedule extends ScheduleRule {
  readonly id: string
  readonly tenant: Tenant
  readonly name: string
  readonly request: ScanRequest
  readonly overlap: Overlap
  readonly paused: boolean
  readonly created_at: string
  /** The next beginning, without its jitter; none where it never comes. */
  readonly fires_at?: string
  /** With it. */
  readonly due_at?: string
  readonly last_scan_id?: string
  /** When a scan of it last began. */
  readonly last_at?: string
  /** Why the last time was left out. */
  readonly last_error?: string
}

/** What may be changed of one. */
export type ScheduleChange = Partial<
  Pick<Schedule, 'name' | 'request' | 'overlap' | 'paused' | 'timeZone' | 'jitterMs'>
> & { readonly rule?: Pick<ScheduleRule, 'cron' | 'everyMs'>; readonly next?: NextTime | undefined }

/** When it is time again. */
export interface NextTime {
  readonly firesAt: Date
  readonly dueAt: Date
}

/** What came of one time. */
export interface Fired {
  readonly next: NextTime | undefined
  /** The scan that was begun; without one this time was left out, and `error` says why. */
  readonly scanId?: string
  readonly error?: string
}

export interface ScheduleStore {
  create(
    schedule: Omit<Schedule, 'created_at' | 'fires_at' | 'due_at'>,
    next: NextTime | undefined,
  ): Promise<Schedule>
  get(tenant: Tenant, id: string): Promise<Schedule | undefined>
  list(tenant: Tenant, page: PageOptions): Promise<Page<Schedule>>
  count(tenant: Tenant): Promise<number>
  change(tenant: Tenant, id: string, change: ScheduleChange): Promise<Schedule | undefined>
  remove(tenant: Tenant, id: string): Promise<boolean>
  /** Of all tenants: those whose time has come, by the database's clock; the longest due first. */
  due(limit: number): Promise<readonly Schedule[]>
  /** Notes what came of this very time. Nothing happens where somebody else was quicker, or it has been changed since. */
  fired(schedule: Schedule, fired: Fired): Promise<void>
}
