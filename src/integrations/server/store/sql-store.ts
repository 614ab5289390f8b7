import { auditStore } from './audit-store.ts'
import type { Database } from './database.ts'
import { keyStore } from './key-store.ts'
import { resultStore } from './result-store.ts'
import { scanStore } from './scan-store.ts'
import { shardStore } from './shard-store.ts'
import type { Store } from './store.ts'

/** All that a service keeps, in a database whose tables are there. */
export function sqlStore(database: Database, close: () => Promise<void>): Store {
  return {
    scans: scanStore(database),
    shards: shardStore(database),
    results: resultStore(database),
    keys: keyStore(database),
    audit: auditStore(database),
    async ready() {
      await database.rows(database.sql`select 1`)
    },
    close,
  }
}
