import { auditStore } from './audit-store.ts'
import type { Database } from './database.ts'
import { keyStore } from './key-store.ts'
import { outbox } from './outbox.ts'
import { resultStore } from './result-store.ts'
import { scanStore } from './scan-store.ts'
import { scheduleStore } from './schedule-store.ts'
import { shardStore } from './shard-store.ts'
import type { Store } from './store.ts'
import { webhookStore } from './webhook-store.ts'
import type { ScheduleStore } from '../schedules/schedule.ts'
import type { Outbox, WebhookStore } from '../webhooks/webhook.ts'

/** All that a service keeps: what it scans, and what it does about it by itself. */
export interface ServiceStore extends Store {
  readonly schedules: ScheduleStore
  readonly webhooks: WebhookStore
  readonly outbox: Outbox
}

/** It, in a database whose tables are there. */
export function sqlStore(database: Database, close: () => Promise<void>): ServiceStore {
  return {
    scans: scanStore(database),
    shards: shardStore(database),
    results: resultStore(database),
    keys: keyStore(database),
    audit: auditStore(database),
    schedules: scheduleStore(database),
    webhooks: webhookStore(database),
    outbox: outbox(database),
    async ready() {
      await database.rows(database.sql`select 1`)
    },
    close,
  }
}
