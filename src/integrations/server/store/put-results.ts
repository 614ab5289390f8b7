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
  readonly host: string
  readonly error: string | null
  readonly open_ports: readonly number[] | null
}

/**
 * Puts the results of a scan together from what its shards said, host by host, all within the database. A host of which no
 * shard could scan anything has no result, and has failed.
 */
export async function putResults(
  { sql }: Database,
  statements: Statements,
  { scanId, tenant }: ScanKey,
): Promise<readonly EndedHost[]> {
  await statements.rows(sql`
    with told as (
      select host,
        max(scanned) filter (where error is null) as scanned,
        (array_agg(addresses order by index) filter (where error is null))[1] as addresses,
        bool_and(error is null and unprobed = 0) as complete,
        count(*) as shards
      from portscan.shard_hosts where tenant = ${tenant} and scan_id = ${scanId}
      group by host having bool_or(error is null)
    ), cells as (
      select host, state.key as state, reason.key as reason, sum(reason.value::float8) as ports
      from portscan.shard_hosts, json_each(counts) as state, json_each_text(state.value) as reason
      where tenant = ${tenant} and scan_id = ${scanId}
      group by host, state.key, reason.key
    ), states as (
      select host, state, json_object_agg(reason, ports order by reason) as reasons from cells group by host, state
    ), counted as (
      select host, json_object_agg(state, reasons order by state) as counts from states group by host
    ), found as (
      select host,
        array_agg(distinct port order by port) filter (where state = 'open') as open_ports,
        json_agg(
          case when service is null then
            json_build_object('address', address, 'port', port, 'transport', transport, 'state', state, 'reason', reason)
          else
            json_build_object('address', address, 'port', port, 'transport', transport, 'state', state, 'reason', reason,
              'service', service)
          end order by address, port, transport
        ) as services
      from portscan.ports where tenant = ${tenant} and scan_id = ${scanId} group by host
    ), made_by as (
      select backend from portscan.shards where tenant = ${tenant} and scan_id = ${scanId}
      group by backend order by count(*) desc, backend limit 1
    )
    insert into portscan.results
      (scan_id, position, tenant, host, scanned_at, scanned, addresses, open_ports, services, counts, backend, complete)
    select asked.scan_id, asked.position, asked.tenant, asked.host, clock_timestamp(), told.scanned, told.addresses,
      coalesce(found.open_ports, '{}'), coalesce(found.services, '[]'), coalesce(counted.counts, '{}'),
      made_by.backend, told.complete and told.shards = scan.shards
    from portscan.scan_hosts as asked
    join portscan.scans as scan on scan.id = asked.scan_id
    join told using (host)
    left join counted using (host)
    left join found using (host)
    cross join made_by
    where asked.tenant = ${tenant} and asked.scan_id = ${scanId}`)
  await statements.rows(sql`
    update portscan.scan_hosts as asked
    set status = 'failed', error = coalesce(
      (select min(error) from portscan.shard_hosts as told
        where told.tenant = ${tenant} and told.scan_id = ${scanId} and told.host = asked.host),
      'nobody looked at it')
    where asked.tenant = ${tenant} and asked.scan_id = ${scanId} and not exists (
      select from portscan.results as made
      where made.tenant = ${tenant} and made.scan_id = ${scanId} and made.position = asked.position)`)
  const rows = await statements.rows(sql<EndedRow>`
    select asked.host, asked.error, made.open_ports from portscan.scan_hosts as asked
    left join portscan.results as made using (scan_id, position)
    where asked.tenant = ${tenant} and asked.scan_id = ${scanId} order by position`)
  return rows.map(({ host, error, open_ports }) =>
    open_ports === null
      ? { host, status: 'failed', error: error ?? '' }
      : { host, status: 'done', open_ports },
  )
}
