import type { RawBuilder, Sql } from 'kysely'
import type { ScanKey } from './end-scan.ts'
import type { ShardClaim } from './store.ts'

/** True of the row of a shard as long as nobody else has taken it: a lease that is over alone takes nothing away. */
export function isHeld(sql: Sql, { scan, scanId, index, attempt }: ShardClaim): RawBuilder<unknown> {
  return sql`tenant = ${scan.tenant} and scan_id = ${scanId} and index = ${index}
    and status = 'in_progress' and attempt = ${attempt}`
}

export function scanOf({ scan, scanId }: ShardClaim): ScanKey {
  return { scanId, tenant: scan.tenant }
}
