import type { RawBuilder, Sql } from 'kysely'
import type { HostResult } from '../model.ts'
import type { Database } from './database.ts'
import { isUuid, pageLimit, textOf, timeAndId, toCursor } from './page-cursor.ts'
import type { HostSummary, ResultStore } from './store.ts'

/** Results of a scan that are in memory at once. */
const BATCH = 200

type ResultRow = Omit<HostResult, 'scanned_at'> & { readonly scanned_at: Date }

export function resultStore(database: Database): ResultStore {
  const { sql, read } = database
  return {
    async ofHost(tenant, host, { limit, cursor, scanId }) {
      const most = pageLimit(limit)
      if (scanId !== undefined && !isUuid(scanId)) return { items: [] }
      const found = await read(
        tenant,
        sql<ResultRow>`
          select ${columns(sql)} from portscan.results
          where tenant = ${tenant} and host = ${host}
            ${scanId === undefined ? sql`` : sql`and scan_id = ${scanId}`} ${after(sql, cursor)}
          order by scanned_at desc, scan_id desc limit ${most}`,
      )
      const items = found.map(hostResult)
      const last = items.length === most ? items.at(-1) : undefined
      return last ? { items, cursor: toCursor(last.scanned_at, last.scan_id) } : { items }
    },
    async *ofScan(tenant, scanId) {
      if (!isUuid(scanId)) return
      for (let position = 0; ;) {
        const query = sql<ResultRow & { readonly position: number }>`
          select position, ${columns(sql)} from portscan.results
          where tenant = ${tenant} and scan_id = ${scanId} and position > ${position}::integer
          order by position limit ${BATCH}`
        const found = await read(tenant, query)
        yield* found.map(({ position: _, ...row }) => hostResult(row))
        if (found.length < BATCH) return
        position = found.at(-1)!.position
      }
    },
    async hosts(tenant, { limit, cursor }) {
      const most = pageLimit(limit)
      const items = await hostsAfter(database, tenant, cursor === undefined ? null : textOf(cursor), most)
      const last = items.length === most ? items.at(-1) : undefined
      return last ? { items, cursor: toCursor(last.host) } : { items }
    },
  }
}

function columns(sql: Sql): RawBuilder<unknown> {
  return sql`scan_id, host, scanned_at, scanned, open_ports, services, addresses, counts, backend, complete`
}

/** Nothing at the first page: what is there is what the index is read by. */
function after(sql: Sql, cursor: string | undefined): RawBuilder<unknown> {
  if (cursor === undefined) return sql``
  const [time, id] = timeAndId(cursor)
  return sql`and (scanned_at, scan_id) < (${time}::timestamptz, ${id}::uuid)`
}

function hostResult(row: ResultRow): HostResult {
  return { ...row, scanned_at: row.scanned_at.toISOString() }
}

/** From each host straight to the next in the index, however many results there are between them. */
async function hostsAfter(
  { sql, read }: Database,
  tenant: string,
  after: string | null,
  most: number,
): Promise<readonly HostSummary[]> {
  const query = sql<Omit<HostSummary, 'scanned_at'> & { readonly scanned_at: Date }>`
    with recursive hosts as (
      (select host, 1 as place from portscan.results
        where tenant = ${tenant} and (${after}::text is null or host > ${after}::text)
        order by host limit 1)
      union all
      select (
        select next.host from portscan.results as next
        where next.tenant = ${tenant} and next.host > hosts.host order by next.host limit 1
      ), place + 1
      from hosts where hosts.host is not null and place < ${most}::integer
    )
    select hosts.host, newest.scanned_at, newest.scan_id, newest.open_ports
    from hosts cross join lateral (
      select scanned_at, scan_id, open_ports from portscan.results
      where tenant = ${tenant} and results.host = hosts.host
      order by results.scanned_at desc, results.scan_id desc limit 1
    ) as newest
    order by hosts.host`
  return (await read(tenant, query)).map((row) => ({ ...row, scanned_at: row.scanned_at.toISOString() }))
}
