import type { Progress } from '../model.ts'
import type { Database, Statements } from './database.ts'
import { endScan, isEnded, lockScan } from './end-scan.ts'
import { isHeld, scanOf } from './held-shard.ts'
import { addEvents, type NewEvent } from './scan-events.ts'
import { putResults } from './put-results.ts'
import { keepFindings } from './shard-findings.ts'
import type { ShardClaim, ShardOutcome, ShardStore } from './store.ts'

/**
 * What a shard found and "done", in one transaction; with the last one the results and the end of the scan. Asked again by
 * the same attempt, as where the answer was lost on its way, it is written already.
 */
export function finishShard(
  database: Database,
  claim: ShardClaim,
  outcome: ShardOutcome,
): ReturnType<ShardStore['finish']> {
  const scan = scanOf(claim)
  return database.as(scan.tenant, async (statements) => {
    const status = await lockScan(database, statements, scan)
    if (await isWritten(database, statements, claim)) return 'written'
    if (status === undefined || isEnded(status)) return 'lost'
    if (!(await markDone(database, statements, claim, outcome))) return 'lost'
    await keepFindings(database, statements, claim, outcome)
    const { shards, shards_done } = await countDone(database, statements, claim)
    await addEvents(database, statements, scan, [
      ...outcome.hosts.flatMap(portsFound),
      { type: 'progress', data: { shard: claim.index, fraction: 1, shards, shards_done } },
    ])
    if (shards_done === shards) await end(database, statements, claim)
    return 'written'
  })
}

async function isWritten({ sql }: Database, statements: Statements, claim: ShardClaim): Promise<boolean> {
  const { scanId, tenant } = scanOf(claim)
  const done = await statements.rows(sql`
    select index from portscan.shards where tenant = ${tenant} and scan_id = ${scanId} and index = ${claim.index}
      and attempt = ${claim.attempt} and status = 'done'`)
  return done.length > 0
}

async function markDone(
  { sql }: Database,
  statements: Statements,
  claim: ShardClaim,
  { backend }: ShardOutcome,
): Promise<boolean> {
  const done = await statements.rows(sql`
    update portscan.shards set status = 'done', owner = null, error = null, backend = ${backend}
    where ${isHeld(sql, claim)} returning index`)
  return done.length > 0
}

async function countDone(
  { sql }: Database,
  statements: Statements,
  claim: ShardClaim,
): Promise<{ readonly shards: number; readonly shards_done: number }> {
  const { scanId, tenant } = scanOf(claim)
  const [counted] = await statements.rows(sql<{ readonly shards: number; readonly shards_done: number }>`
    update portscan.scans set shards_done = shards_done + 1 where tenant = ${tenant} and id = ${scanId}
    returning shards, shards_done`)
  return counted!
}

function portsFound({ host, ports }: ShardOutcome['hosts'][number]): readonly NewEvent[] {
  return ports.map((port) => ({ type: 'port', data: { host, ...port } }))
}

/** Of a scan of which no host could be scanned nobody should think that nothing is open. */
async function end(database: Database, statements: Statements, claim: ShardClaim): Promise<void> {
  const scan = scanOf(claim)
  const hosts = await putResults(database, statements, scan)
  const failed = hosts.length > 0 && hosts.every(({ status }) => status === 'failed')
  const ended: { status: Progress; error: string | null } = failed
    ? { status: 'failed', error: 'no host could be scanned' }
    : { status: 'done', error: null }
  const events = hosts.map((data): NewEvent => ({ type: 'host', data }))
  await endScan(database, statements, scan, ended, events)
}
