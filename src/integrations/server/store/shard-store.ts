import { claimShard } from './claim-shard.ts'
import { EVERYBODY, type Database } from './database.ts'
import { endScan, lockScan } from './end-scan.ts'
import { finishShard } from './finish-shard.ts'
import { isHeld, scanOf } from './held-shard.ts'
import { isUuid } from './page-cursor.ts'
import { addEvents } from './scan-events.ts'
import { storable } from './scan-row.ts'
import type { DueShard, ShardClaim, ShardProgress, ShardStore } from './store.ts'

/**
 * `due_at` of a shard says when somebody may take it: of one that waits when it is to be tried (again), of one that is
 * somebody's when the lease ends. It is the database's clock that counts.
 */
export function shardStore(database: Database): ShardStore {
  return {
    claim: (shard, owner, leaseMs) =>
      isUuid(shard.scanId) ? claimShard(database, shard, owner, leaseMs) : Promise.resolve(undefined),
    renew: (claim, leaseMs) => renew(database, claim, leaseMs),
    progress: (claim, progress) => tellProgress(database, claim, progress),
    finish: (claim, outcome) => finishShard(database, claim, outcome),
    fail: (claim, error, retryMs) =>
      retryMs === undefined
        ? giveUp(database, claim, storable(error))
        : giveBack(database, claim, { error: storable(error), retryMs, uncounted: 0 }),
    release: (claim) => giveBack(database, claim, { error: null, retryMs: 0, uncounted: 1 }),
    due: (limit) => due(database, limit),
    waiting: () => waiting(database),
  }
}

async function renew(
  { sql, as }: Database,
  claim: ShardClaim,
  leaseMs: number,
): ReturnType<ShardStore['renew']> {
  const { scanId, tenant } = scanOf(claim)
  return as(tenant, async ({ rows }) => {
    const held = await rows(sql`
      update portscan.shards set due_at = clock_timestamp() + ${leaseMs}::float8 * interval '1 ms'
      where ${isHeld(sql, claim)} returning index`)
    if (held.length > 0) return 'held'
    const unwanted = await rows(sql`
      select id from portscan.scans
      where tenant = ${tenant} and id = ${scanId} and status in ('cancelled', 'failed')`)
    return unwanted.length > 0 ? 'cancelled' : 'lost'
  })
}

function tellProgress(
  database: Database,
  claim: ShardClaim,
  { fraction, open }: ShardProgress,
): Promise<void> {
  const { sql, as } = database
  const scan = scanOf(claim)
  return as(scan.tenant, async (statements) => {
    await lockScan(database, statements, scan)
    const held = await statements.rows(sql`select index from portscan.shards where ${isHeld(sql, claim)}`)
    if (held.length === 0) return
    const data = { shard: claim.index, fraction, open }
    await addEvents(database, statements, scan, [{ type: 'progress', data }])
  })
}

/** To be tried again: the shard alone, and only where nobody else has it. */
async function giveBack(
  { sql, as }: Database,
  claim: ShardClaim,
  how: { readonly error: string | null; readonly retryMs: number; readonly uncounted: 0 | 1 },
): Promise<void> {
  await as(claim.scan.tenant, ({ rows }) =>
    rows(sql`
      update portscan.shards
      set status = 'pending', owner = null, error = ${how.error}, attempt = attempt - ${how.uncounted}::integer,
        due_at = clock_timestamp() + ${how.retryMs}::float8 * interval '1 ms'
      where ${isHeld(sql, claim)}`),
  )
}

function giveUp(database: Database, claim: ShardClaim, error: string): Promise<void> {
  const { sql, as } = database
  const scan = scanOf(claim)
  return as(scan.tenant, async (statements) => {
    await lockScan(database, statements, scan)
    const failed = await statements.rows(sql`
      update portscan.shards set status = 'failed', error = ${error} where ${isHeld(sql, claim)} returning index`)
    if (failed.length > 0) await endScan(database, statements, scan, { status: 'failed', error })
  })
}

async function due({ sql, read }: Database, limit: number): Promise<readonly DueShard[]> {
  return read(
    EVERYBODY,
    sql<DueShard>`
      select scan_id as "scanId", index, attempt as attempts from portscan.shards
      where status in ('pending', 'in_progress') and due_at <= now()
      order by due_at, scan_id, index limit ${limit}`,
  )
}

async function waiting({ sql, read }: Database): Promise<number> {
  const [found] = await read(
    EVERYBODY,
    sql<{ readonly shards: number }>`
      select count(*)::integer as shards from portscan.shards where status in ('pending', 'in_progress')`,
  )
  return found?.shards ?? 0
}
