import type { RawBuilder, Sql } from 'kysely'
import type { Progress, ScanRequest, StoredScan } from '../model.ts'

/** A row of `scans` as it is read. */
export interface ScanRow {
  readonly id: string
  readonly tenant: string
  readonly status: Progress
  readonly request: ScanRequest
  readonly seed: number
  readonly shards: number
  readonly shards_done: number
  readonly created_at: Date
  readonly started_at: Date | null
  readonly finished_at: Date | null
  readonly error: string | null
  readonly traceparent: string | null
  readonly schedule_id: string | null
}

/** The columns of it. */
export function scanColumns(sql: Sql): RawBuilder<unknown> {
  return sql`id, tenant, status, request, seed, shards, shards_done, created_at, started_at, finished_at, error,
    traceparent, schedule_id`
}

export function storedScan(row: ScanRow): StoredScan {
  return {
    scan_id: row.id,
    tenant: row.tenant,
    status: row.status,
    request: row.request,
    seed: row.seed,
    shards: row.shards,
    shards_done: row.shards_done,
    created_at: row.created_at.toISOString(),
    ...(row.started_at && { started_at: row.started_at.toISOString() }),
    ...(row.finished_at && { finished_at: row.finished_at.toISOString() }),
    ...(row.error !== null && { error: row.error }),
    ...(row.traceparent !== null && { traceparent: row.traceparent }),
    ...(row.schedule_id !== null && { schedule_id: row.schedule_id }),
  }
}

/** `text` of PostgreSQL takes every character but this one. */
export function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD')
}
