import type { HostProgress, Progress, Tenant } from '../model.ts'
import { cancelScan } from './end-scan.ts'
import { createScan } from './create-scan.ts'
import { EVERYBODY, type Database } from './database.ts'
import { isUuid, pageLimit, timeAndId, toCursor } from './page-cursor.ts'
import { scanColumns, storedScan, type ScanRow } from './scan-row.ts'
import type { ScanEventRow, ScanStore } from './store.ts'

export function scanStore(database: Database): ScanStore {
  const { sql, read } = database
  const row = async (tenant: Tenant, scanId: string): Promise<ScanRow | undefined> => {
    if (!isUuid(scanId)) return undefined
    const query = sql<ScanRow>`
      select ${scanColumns(sql)} from portscan.scans where tenant = ${tenant} and id = ${scanId}`
    const [found] = await read(tenant, query)
    return found
  }
  return {
    create: (scan) => createScan(database, scan),
    async get(tenant, scanId) {
      const found = await row(tenant, scanId)
      return found && storedScan(found)
    },
    async list(tenant, { limit, cursor }) {
      const most = pageLimit(limit)
      const [time, id] = cursor === undefined ? [null, null] : timeAndId(cursor)
      const rows = await read(
        tenant,
        sql<ScanRow>`
          select ${scanColumns(sql)} from portscan.scans
          where tenant = ${tenant}
            and (${time}::timestamptz is null or (created_at, id) < (${time}::timestamptz, ${id}::uuid))
          order by created_at desc, id desc limit ${most}`,
      )
      const last = rows.length === most ? rows.at(-1) : undefined
      const items = rows.map(storedScan)
      return last ? { items, cursor: toCursor(last.created_at.toISOString(), last.id) } : { items }
    },
    async hosts(tenant, scanId) {
      const scan = await row(tenant, scanId)
      return scan && hostsOf(database, scan)
    },
    cancel: (tenant, scanId) =>
      isUuid(scanId) ? cancelScan(database, tenant, scanId) : Promise.resolve(undefined),
    async events(tenant, scanId, after, limit) {
      if (!isUuid(scanId)) return []
      const query = sql<Omit<ScanEventRow, 'at'> & { readonly at: Date }>`
        select scan_id, seq, at, type, data from portscan.events
        where tenant = ${tenant} and scan_id = ${scanId} and seq > ${after}::integer
        order by seq limit ${pageLimit(limit)}`
      const rows = await read(tenant, query)
      return rows.map((event) => ({ ...event, at: event.at.toISOString() }))
    },
    async unfinished(tenant) {
      const query = sql<{ readonly scans: number }>`
        select count(*)::integer as scans from portscan.scans
        where tenant = ${tenant} and status in ('pending', 'in_progress')`
      const [counted] = await read(tenant, query)
      return counted?.scans ?? 0
    },
    prune: (before) => prune(database, before),
  }
}

interface HostRow {
  readonly host: string
  readonly status: Progress
  readonly error: string | null
  readonly attempts: number
}

async function hostsOf({ sql, read }: Database, scan: ScanRow): Promise<readonly HostProgress[]> {
  const { id, tenant } = scan
  const hosts = await read(
    tenant,
    sql<HostRow>`
      select host, status, error,
        (select coalesce(max(attempt), 0) from portscan.shards where tenant = ${tenant} and scan_id = ${id})
          as attempts
      from portscan.scan_hosts where tenant = ${tenant} and scan_id = ${id} order by position`,
  )
  const { shards_done: done, shards, started_at, finished_at } = storedScan(scan)
  const times = { ...(started_at && { started_at }), ...(finished_at && { finished_at }) }
  return hosts.map(({ host, status, error, attempts }) => ({
    host,
    // Every shard holds ports of every host: they are under way together.
    status: status === 'pending' ? scan.status : status,
    done,
    shards,
    attempts,
    ...times,
    ...(error !== null && { error }),
  }))
}

/** A hundred at a time, so that nobody waits long for what goes with them. */
async function prune({ sql, as }: Database, before: Date): Promise<number> {
  for (let all = 0; ;) {
    const gone = await as(EVERYBODY, ({ rows }) =>
      rows(sql`
        delete from portscan.scans where id in (
          select id from portscan.scans where finished_at < ${before}::timestamptz order by finished_at limit 100
        ) returning id`),
    )
    all += gone.length
    if (gone.length < 100) return all
  }
}
