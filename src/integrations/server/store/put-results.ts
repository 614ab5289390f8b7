import type { RawBuilder, Sql } from 'kysely'
import type { Database, Statements } from './database.ts'
import type { ScanKey } from './end-scan.ts'

/** How a host of a scan ended. */
export interface EndedHost {
  readonly host: string
  readonly status: 'done' | 'failed'
  readonly open_ports?: readonly number[]
  readonly error?: string
}

interface EndedRow {
  readonly position: number
  readonly host: string
  readonly open_ports?: readonly number[]
  readonly error?: string
}

/**
 * Puts the results of a scan together from what its shards said, host by host, all within the database. A host of which no
 * shard could scan anything has no result, and has failed. In the order in which they were asked for.
 */
export async function putResults(
  { sql }: Database,
  statements: Statements,
  scan: ScanKey,
): Promise<readonly EndedHost[]> {
  const { scanId, tenant } = scan
  const done = await statements.rows(resultsOf(sql, scan))
  const failed = await statements.rows(sql<EndedRow>`
    update portscan.scan_hosts as asked
    set status = 'failed', error = coalesce(
      (select min(error) from portscan.shard_hosts as told
        where told.tenant = ${tenant} and told.scan_id = ${scanId} and told.host = asked.host),
      'nobody looked at it')
    where asked.tenant = ${tenant} and asked.scan_id = ${scanId} and not coalesce(
      (select bool_or(told.error is null) from portscan.shard_hosts as told
        where told.tenant = ${tenant} and told.scan_id = ${scanId} and told.host = asked.host),
      false)
    returning asked.position, asked.host, asked.error`)
  return [...done, ...failed]
    .sort((a, b) => a.position - b.position)
    .map(({ position: _, ...host }) => ({ ...host, status: host.error === undefined ? 'done' : 'failed' }))
}

function resultsOf(sql: Sql, { scanId, tenant }: ScanKey): RawBuilder<EndedRow> {
  return sql<EndedRow>`
    insert into portscan.results
      (scan_id, position, tenant, host, scanned_at, scanned, addresses, open_ports, services, counts, backend, complete)
    select asked.scan_id, asked.position, asked.tenant, asked.host, clock_timestamp(), told.scanned, told.addresses,
      found.open_ports, found.services, counted.counts, made_by.backend, told.complete
    from portscan.scan_hosts as asked
    cross join lateral (
      select max(scanned) filter (where error is null) as scanned,
        (array_agg(addresses order by index) filter (where error is null))[1] as addresses,
        bool_and(error is null and unprobed = 0) and count(*) = (
          select shards from portscan.scans where tenant = ${tenant} and id = ${scanId}
        ) as complete
      from portscan.shard_hosts where tenant = ${tenant} and scan_id = ${scanId} and host = asked.host
      having bool_or(error is null)
    ) as told
    cross join lateral (
      select coalesce(array_agg(distinct port order by port) filter (where state = 'open'), '{}') as open_ports,
        coalesce(json_agg(${portAsJson(sql)} order by address, port, transport), '[]') as services
      from portscan.ports where tenant = ${tenant} and scan_id = ${scanId} and host = asked.host
    ) as found
    cross join lateral (${countsOfHost(sql, { scanId, tenant })}) as counted
    cross join (
      select backend from portscan.shards where tenant = ${tenant} and scan_id = ${scanId}
      group by backend order by count(*) desc, backend limit 1
    ) as made_by
    where asked.tenant = ${tenant} and asked.scan_id = ${scanId}
    returning position, host, open_ports`
}

/** An `OpenPort`. Without a service it has no such member, in place of a null. */
function portAsJson(sql: Sql): RawBuilder<unknown> {
  const members = sql`'address', address, 'port', port, 'transport', transport, 'state', state, 'reason', reason`
  return sql`case when service is null then json_build_object(${members})
    else json_build_object(${members}, 'service', service) end`
}

/** What all shards counted of the host `asked`, added up by state and reason. */
function countsOfHost(sql: Sql, { scanId, tenant }: ScanKey): RawBuilder<unknown> {
  return sql`
    select coalesce(json_object_agg(state, reasons order by state), '{}') as counts from (
      select state, json_object_agg(reason, ports order by reason) as reasons from (
        select state.key as state, reason.key as reason, sum(reason.value::float8) as ports
        from portscan.shard_hosts, json_each(counts) as state, json_each_text(state.value) as reason
        where tenant = ${tenant} and scan_id = ${scanId} and host = asked.host
        group by state.key, reason.key
      ) as cells group by state
    ) as states`
}
