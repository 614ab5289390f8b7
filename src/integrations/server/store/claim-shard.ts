import { EVERYBODY, type Database } from './database.ts'
import { isEnded, lockScan } from './end-scan.ts'
import { addEvents } from './scan-events.ts'
import { scanColumns, storedScan, type ScanRow } from './scan-row.ts'
import type { ShardClaim, ShardRef } from './store.ts'

/** Takes a shard for a worker, as its next attempt. Whose it is, nobody has said yet. */
export async function claimShard(
  database: Database,
  { scanId, index }: ShardRef,
  owner: string,
  leaseMs: number,
): Promise<ShardClaim | undefined> {
  const tenant = await tenantOf(database, scanId)
  if (tenant === undefined) return undefined
  const { sql } = database
  return database.as(tenant, async (statements) => {
    const status = await lockScan(database, statements, { scanId, tenant })
    if (status === undefined || isEnded(status)) return undefined
    const [shard] = await statements.rows(sql<{ readonly attempt: number }>`
      update portscan.shards set status = 'in_progress', attempt = attempt + 1, owner = ${owner},
        due_at = clock_timestamp() + ${leaseMs}::float8 * interval '1 ms'
      where tenant = ${tenant} and scan_id = ${scanId} and index = ${index}
        and status in ('pending', 'in_progress') and due_at <= clock_timestamp()
      returning attempt`)
    if (!shard) return undefined
    const [row] = await statements.rows(sql<ScanRow>`
      update portscan.scans set status = 'in_progress', started_at = coalesce(started_at, clock_timestamp())
      where tenant = ${tenant} and id = ${scanId} returning ${scanColumns(sql)}`)
    if (status === 'pending') {
      await addEvents(database, statements, { scanId, tenant }, [
        { type: 'scan', data: { status: 'in_progress' } },
      ])
    }
    return row && { scanId, index, attempt: shard.attempt, scan: storedScan(row) }
  })
}

async function tenantOf({ sql, read }: Database, scanId: string): Promise<string | undefined> {
  const [scan] = await read(
    EVERYBODY,
    sql<{ readonly tenant: string }>`select tenant from portscan.scans where id = ${scanId}`,
  )
  return scan?.tenant
}
