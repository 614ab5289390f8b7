import type { RawBuilder, Sql } from 'kysely'
import type { ScanRequest } from '../model.ts'
import type { NextTime, Overlap, Schedule, ScheduleStore } from '../schedules/schedule.ts'
import { EVERYBODY, type Database } from './database.ts'
import { isUuid, pageLimit, timeAndId, toCursor } from './page-cursor.ts'
import { storable } from './scan-row.ts'

interface ScheduleRow {
  readonly id: string
  readonly tenant: string
  readonly name: string
  readonly request: ScanRequest
  readonly cron: string | null
  readonly every_ms: number | null
  readonly time_zone: string
  readonly jitter_ms: number
  readonly overlap: Overlap
  readonly paused: boolean
  readonly created_at: Date
  readonly fires_at: Date | null
  readonly due_at: Date | null
  readonly last_scan_id: string | null
  readonly last_at: Date | null
  readonly last_error: string | null
}

export function scheduleStore(database: Database): ScheduleStore {
  const { sql } = database
  const columns = columnsOf(sql)
  return {
    async create(schedule, next) {
      const { id, tenant, name, request, cron, everyMs, timeZone, jitterMs, overlap, paused } = schedule
      const [made] = await database.as(tenant, ({ rows }) =>
        rows(sql<ScheduleRow>`
          insert into portscan.schedules
            (id, tenant, name, request, cron, every_ms, time_zone, jitter_ms, overlap, paused, fires_at, due_at)
          values (${id}, ${tenant}, ${storable(name)}, ${JSON.stringify(request)}, ${cron ?? null},
            ${everyMs ?? null}, ${timeZone}, ${jitterMs}, ${overlap}, ${paused}, ${next?.firesAt ?? null},
            ${next?.dueAt ?? null})
          returning ${columns}`),
      )
      return scheduleOf(made!)
    },
    async get(tenant, id) {
      const [found] = isUuid(id) ? await database.as(tenant, ({ rows }) => rows(byId(tenant, id))) : []
      return found && scheduleOf(found)
    },
    async list(tenant, { limit, cursor }) {
      const most = pageLimit(limit)
      const [time, after] = cursor === undefined ? [null, null] : timeAndId(cursor)
      const found = await database.as(tenant, ({ rows }) =>
        rows(sql<ScheduleRow>`
          select ${columns} from portscan.schedules where tenant = ${tenant}
            and (${time}::timestamptz is null or (created_at, id) > (${time}::timestamptz, ${after}::uuid))
          order by created_at, id limit ${most}`),
      )
      const last = found.length === most ? found.at(-1) : undefined
      const items = found.map(scheduleOf)
      return last ? { items, cursor: toCursor(last.created_at.toISOString(), last.id) } : { items }
    },
    async count(tenant) {
      const [counted] = await database.as(tenant, ({ rows }) =>
        rows(sql<{ readonly all: number }>`
          select count(*)::integer as all from portscan.schedules where tenant = ${tenant}`),
      )
      return counted?.all ?? 0
    },
    change: (tenant, id, change) => changeSchedule(database, tenant, id, change),
    async remove(tenant, id) {
      if (!isUuid(id)) return false
      const gone = await database.as(tenant, ({ rows }) =>
        rows(sql`delete from portscan.schedules where tenant = ${tenant} and id = ${id} returning id`),
      )
      return gone.length > 0
    },
    async due(limit) {
      const found = await database.as(EVERYBODY, ({ rows }) =>
        rows(sql<ScheduleRow>`
          select ${columns} from portscan.schedules where not paused and due_at <= clock_timestamp()
          order by due_at limit ${pageLimit(limit)}`),
      )
      return found.map(scheduleOf)
    },
    async fired({ tenant, id, fires_at }, { next, scanId, error }) {
      await database.as(tenant, ({ rows }) =>
        rows(sql`
          update portscan.schedules set fires_at = ${next?.firesAt ?? null}, due_at = ${next?.dueAt ?? null},
            last_scan_id = coalesce(${scanId ?? null}::uuid, last_scan_id),
            last_at = case when ${scanId ?? null}::uuid is null then last_at else clock_timestamp() end,
            last_error = ${error === undefined ? null : storable(error)}
          where tenant = ${tenant} and id = ${id} and fires_at = ${fires_at ?? null}::timestamptz`),
      )
    },
  }

  function byId(tenant: string, id: string): RawBuilder<ScheduleRow> {
    return sql<ScheduleRow>`select ${columns} from portscan.schedules where tenant = ${tenant} and id = ${id}`
  }
}

async function changeSchedule(
  database: Database,
  tenant: string,
  id: string,
  change: Parameters<ScheduleStore['change']>[2],
): Promise<Schedule | undefined> {
  if (!isUuid(id)) return undefined
  const { sql } = database
  const { name, request, overlap, paused, timeZone, jitterMs, rule, next } = change
  const [changed] = await database.as(tenant, ({ rows }) =>
    rows(sql<ScheduleRow>`
      update portscan.schedules set
        name = coalesce(${name === undefined ? null : storable(name)}::text, name),
        request = coalesce(${request === undefined ? null : JSON.stringify(request)}::json, request),
        overlap = coalesce(${overlap ?? null}::text, overlap),
        paused = coalesce(${paused ?? null}::boolean, paused),
        time_zone = coalesce(${timeZone ?? null}::text, time_zone),
        jitter_ms = coalesce(${jitterMs ?? null}::bigint, jitter_ms),
        cron = case when ${rule !== undefined}::boolean then ${rule?.cron ?? null}::text else cron end,
        every_ms = case when ${rule !== undefined}::boolean then ${rule?.everyMs ?? null}::bigint else every_ms end,
        ${nextOf(sql, next)}
      where tenant = ${tenant} and id = ${id} returning ${columnsOf(sql)}`),
  )
  return changed && scheduleOf(changed)
}

function nextOf(sql: Sql, next: NextTime | undefined): RawBuilder<unknown> {
  const [fires, due] = [next?.firesAt ?? null, next?.dueAt ?? null]
  return sql`fires_at = coalesce(${fires}::timestamptz, fires_at), due_at = coalesce(${due}::timestamptz, due_at)`
}

function columnsOf(sql: Sql): RawBuilder<unknown> {
  return sql`id, tenant, name, request, cron, every_ms::double precision, time_zone, jitter_ms::double precision,
    overlap, paused, created_at, fires_at, due_at, last_scan_id, last_at, last_error`
}

function scheduleOf(row: ScheduleRow): Schedule {
  const { id, tenant, name, request, overlap, paused } = row
  return {
    ...{ id, tenant, name, request, overlap, paused },
    timeZone: row.time_zone,
    jitterMs: row.jitter_ms,
    created_at: row.created_at.toISOString(),
    ...(row.cron !== null && { cron: row.cron }),
    ...(row.every_ms !== null && { everyMs: row.every_ms }),
    ...(row.fires_at && { fires_at: row.fires_at.toISOString() }),
    ...(row.due_at && { due_at: row.due_at.toISOString() }),
    ...(row.last_scan_id !== null && { last_scan_id: row.last_scan_id }),
    ...(row.last_at && { last_at: row.last_at.toISOString() }),
    ...(row.last_error !== null && { last_error: row.last_error }),
  }
}
