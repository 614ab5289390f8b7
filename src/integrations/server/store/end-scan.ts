import type { Progress, Tenant } from '../model.ts'
import type { Database, Statements } from './database.ts'
import { addEvents, type NewEvent } from './scan-events.ts'
import type { ScanStore } from './store.ts'

/** Which scan, and whose. */
export interface ScanKey {
  readonly scanId: string
  readonly tenant: Tenant
}

/**
 * Locks the row of a scan until the transaction ends, and says how far the scan is. Everybody who changes a scan or its
 * shards does this first: so all of it happens one after the other, and nobody waits in a circle.
 */
export async function lockScan(
  { sql }: Database,
  statements: Statements,
  { scanId, tenant }: ScanKey,
): Promise<Progress | undefined> {
  const [scan] = await statements.rows(sql<{ readonly status: Progress }>`
    select status from portscan.scans where tenant = ${tenant} and id = ${scanId} for no key update`)
  return scan?.status
}

/** Whether nothing more will happen to it. */
export function isEnded(status: Progress): boolean {
  return status !== 'pending' && status !== 'in_progress'
}

/** Ends a scan whose row is locked: shards and hosts that are not done end with it. */
export async function endScan(
  database: Database,
  statements: Statements,
  scan: ScanKey,
  { status, error = null }: { readonly status: Progress; readonly error?: string | null },
  events: readonly NewEvent[] = [],
): Promise<void> {
  const { sql } = database
  const { scanId, tenant } = scan
  await statements.rows(sql`
    update portscan.shards set status = 'cancelled'
    where tenant = ${tenant} and scan_id = ${scanId} and status in ('pending', 'in_progress')`)
  await statements.rows(sql`
    update portscan.scan_hosts set status = ${status}, error = coalesce(error, ${error}::text)
    where tenant = ${tenant} and scan_id = ${scanId} and status = 'pending'`)
  await statements.rows(sql`
    update portscan.scans set status = ${status}, error = ${error}, finished_at = clock_timestamp()
    where tenant = ${tenant} and id = ${scanId}`)
  // What the shards said has become results, or is not wanted any more; how far they were is of no use to anybody.
  await statements.rows(
    sql`delete from portscan.shard_hosts where tenant = ${tenant} and scan_id = ${scanId}`,
  )
  await statements.rows(sql`
    delete from portscan.events where tenant = ${tenant} and scan_id = ${scanId} and type = 'progress'`)
  const data = { status, ...(error !== null && { error }) }
  await addEvents(database, statements, scan, [...events, { type: 'scan', data }])
}

export function cancelScan(
  database: Database,
  tenant: Tenant,
  scanId: string,
): ReturnType<ScanStore['cancel']> {
  return database.as(tenant, async (statements) => {
    const scan = { scanId, tenant }
    const status = await lockScan(database, statements, scan)
    if (status === undefined) return undefined
    if (isEnded(status)) return 'ended'
    await endScan(database, statements, scan, { status: 'cancelled' })
    return 'cancelled'
  })
}
