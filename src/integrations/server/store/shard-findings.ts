import type { OpenPort } from '../model.ts'
import type { Database, Statements } from './database.ts'
import { storable } from './scan-row.ts'
import type { ShardClaim, ShardOutcome } from './store.ts'

/** Writes what a shard found: two statements, however many ports and hosts there are. */
export async function keepFindings(
  database: Database,
  statements: Statements,
  claim: ShardClaim,
  { hosts }: ShardOutcome,
): Promise<void> {
  const ports = hosts.flatMap(({ host, ports }) => ports.map((port) => ({ host, ...port })))
  if (ports.length > 0) await keepPorts(database, statements, claim, ports)
  if (hosts.length > 0) await keepHosts(database, statements, claim, hosts)
}

type PortOfHost = OpenPort & { readonly host: string }

async function keepPorts(
  { sql }: Database,
  statements: Statements,
  { scan, scanId, index }: ShardClaim,
  ports: readonly PortOfHost[],
): Promise<void> {
  const column = <Value>(value: (port: PortOfHost) => Value): Value[] => ports.map(value)
  await statements.rows(sql`
    insert into portscan.ports (scan_id, tenant, index, host, address, port, transport, state, reason, service)
    select ${scanId}::uuid, ${scan.tenant}::text, ${index}::integer,
      host, address, port, transport, state, reason, service::json
    from unnest(
      ${column(({ host }) => host)}::text[],
      ${column(({ address }) => address)}::text[],
      ${column(({ port }) => port)}::integer[],
      ${column(({ transport }) => transport)}::text[],
      ${column(({ state }) => state)}::text[],
      ${column(({ reason }) => reason)}::text[],
      ${column(({ service }) => (service ? JSON.stringify(service) : null))}::text[]
    ) as found (host, address, port, transport, state, reason, service)
    on conflict do nothing`)
}

async function keepHosts(
  { sql }: Database,
  statements: Statements,
  { scan, scanId, index }: ShardClaim,
  hosts: ShardOutcome['hosts'],
): Promise<void> {
  await statements.rows(sql`
    insert into portscan.shard_hosts
      (scan_id, tenant, index, host, addresses, counts, unprobed, scanned, error)
    select ${scanId}::uuid, ${scan.tenant}::text, ${index}::integer,
      host, addresses::json, counts::json, unprobed, scanned, error
    from unnest(
      ${hosts.map(({ host }) => host)}::text[],
      ${hosts.map(({ addresses }) => JSON.stringify(addresses))}::text[],
      ${hosts.map(({ counts }) => JSON.stringify(counts))}::text[],
      ${hosts.map(({ unprobed }) => unprobed)}::float8[],
      ${hosts.map(({ scanned }) => scanned)}::text[],
      ${hosts.map(({ error }) => (error === undefined ? null : storable(error)))}::text[]
    ) as told (host, addresses, counts, unprobed, scanned, error)
    on conflict do nothing`)
}
