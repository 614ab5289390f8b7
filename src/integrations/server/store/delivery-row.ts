import type { RawBuilder, Sql } from 'kysely'
import type { Delivery } from '../webhooks/webhook.ts'

/** A row of `deliveries` as it is read, without what is sent. */
export interface DeliveryRow {
  readonly id: string
  readonly tenant: string
  readonly webhook_id: string
  readonly event: Delivery['event']
  readonly status: Delivery['status']
  readonly attempts: number
  readonly created_at: Date
  readonly due_at: Date
  readonly ended_at: Date | null
  readonly error: string | null
}

/** The columns of it. */
export function deliveryColumns(sql: Sql): RawBuilder<unknown> {
  return sql`id, tenant, webhook_id, event, status, attempts, created_at, due_at, ended_at, error`
}

export function deliveryOf(row: DeliveryRow): Delivery {
  const { id, tenant, webhook_id, event, status, attempts } = row
  return {
    ...{ id, tenant, webhook_id, event, status, attempts },
    created_at: row.created_at.toISOString(),
    ...(status === 'pending' && { due_at: row.due_at.toISOString() }),
    ...(status === 'delivered' && row.ended_at && { delivered_at: row.ended_at.toISOString() }),
    ...(row.error !== null && { error: row.error }),
  }
}
