import { randomUUID } from 'node:crypto'
import type { StoredScan } from '../model.ts'
import type { Database, Statements } from './database.ts'
import { addEvents } from './scan-events.ts'
import { scanColumns, storedScan, type ScanRow } from './scan-row.ts'
import type { NewScan, ScanStore } from './store.ts'

/** Keeps a scan with its hosts and shards, unless the same was asked for before. */
export function createScan(database: Database, scan: NewScan): ReturnType<ScanStore['create']> {
  return database.as(scan.tenant, async (statements) => {
    const scanId = randomUUID()
    const { idempotency } = scan
    if (idempotency) {
      const earlier = await takeKey(database, statements, scan.tenant, idempotency, scanId)
      if (earlier && earlier.hash !== idempotency.hash) return 'conflict'
      if (earlier)
        return { scan: await read(database, statements, scan.tenant, earlier.scan_id), fresh: false }
    }
    await insert(database, statements, scan, scanId)
    const event = { type: 'scan', data: { status: 'pending' } } as const
    await addEvents(database, statements, { scanId, tenant: scan.tenant }, [event])
    return { scan: await read(database, statements, scan.tenant, scanId), fresh: true }
  })
}

interface Earlier {
  readonly scan_id: string
  readonly hash: string
}

/** What the key was used for in the last 24 hours; where that is nothing, it is this scan's from now on. */
async function takeKey(
  { sql }: Database,
  statements: Statements,
  tenant: string,
  { key, hash }: NonNullable<NewScan['idempotency']>,
  scanId: string,
): Promise<Earlier | undefined> {
  await statements.rows(sql`
    delete from portscan.idempotency_keys
    where tenant = ${tenant} and created_at < now() - interval '24 hours'`)
  // Where somebody else is about to use the same one, this waits for what comes of it.
  const taken = await statements.rows(sql`
    insert into portscan.idempotency_keys (tenant, key, hash, scan_id)
    values (${tenant}, ${key}, ${hash}, ${scanId}) on conflict do nothing returning key`)
  if (taken.length > 0) return undefined
  const [earlier] = await statements.rows(sql<Earlier>`
    select scan_id, hash from portscan.idempotency_keys where tenant = ${tenant} and key = ${key}`)
  return earlier
}

async function insert(
  { sql }: Database,
  statements: Statements,
  scan: NewScan,
  scanId: string,
): Promise<void> {
  const { tenant, request, seed, shards, traceparent = null, scheduleId = null } = scan
  await statements.rows(sql`
    insert into portscan.scans (id, tenant, status, request, seed, shards, traceparent, schedule_id)
    values (${scanId}, ${tenant}, 'pending', ${JSON.stringify(request)}, ${seed}, ${shards}, ${traceparent}, ${scheduleId})`)
  await statements.rows(sql`
    insert into portscan.scan_hosts (scan_id, position, tenant, host)
    select ${scanId}::uuid, place, ${tenant}::text, host
    from unnest(${[...request.hosts]}::text[]) with ordinality as asked (host, place)`)
  await statements.rows(sql`
    insert into portscan.shards (scan_id, index, tenant)
    select ${scanId}::uuid, index, ${tenant}::text from generate_series(0, ${shards}::integer - 1) as index`)
}

async function read(
  { sql }: Database,
  statements: Statements,
  tenant: string,
  scanId: string,
): Promise<StoredScan> {
  const [row] = await statements.rows(sql<ScanRow>`
    select ${scanColumns(sql)} from portscan.scans where tenant = ${tenant} and id = ${scanId}`)
  if (!row) throw new Error(`the scan ${scanId} was removed while it was asked for again`)
  return storedScan(row)
}
