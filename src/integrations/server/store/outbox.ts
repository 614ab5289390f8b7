import { randomUUID } from 'node:crypto'
import type { RawBuilder, Sql } from 'kysely'
import type { ClaimedDelivery, NewDelivery, Outbox } from '../webhooks/webhook.ts'
import { EVERYBODY, type Database } from './database.ts'
import { deliveryColumns, deliveryOf, type DeliveryRow } from './delivery-row.ts'
import { storable } from './scan-row.ts'

interface ClaimedRow extends DeliveryRow {
  readonly body: string
  readonly traceparent: string | null
  readonly url: string
  readonly secret: Uint8Array
}

export function outbox(database: Database): Outbox {
  const { sql } = database
  return {
    untold: (limit) =>
      database.as(EVERYBODY, ({ rows }) =>
        rows(sql<{ readonly scanId: string; readonly tenant: string }>`
          select id as "scanId", tenant from portscan.scans where not told and finished_at is not null
          order by finished_at limit ${limit}`),
      ),
    async tell({ scanId, tenant }, deliveries) {
      await database.as(tenant, async ({ rows }) => {
        // Two that found the same scan: the second waits here, and finds it told.
        const marked = await rows(sql`
          update portscan.scans set told = true where tenant = ${tenant} and id = ${scanId} and not told returning id`)
        if (marked.length > 0 && deliveries.length > 0) await rows(insertion(sql, tenant, deliveries))
      })
    },
    async add(tenant, delivery) {
      const [added] = await database.as(tenant, ({ rows }) => rows(insertion(sql, tenant, [delivery])))
      return deliveryOf(added!)
    },
    claim: (limit, leaseMs) => claim(database, limit, leaseMs),
    async delivered({ tenant, id, attempts }) {
      await database.as(tenant, ({ rows }) =>
        rows(sql`
          update portscan.deliveries set status = 'delivered', ended_at = clock_timestamp(), error = null
          where tenant = ${tenant} and id = ${id} and attempts = ${attempts}`),
      )
    },
    async failed({ tenant, id, attempts }, error, retryMs) {
      await database.as(tenant, ({ rows }) =>
        rows(sql`
          update portscan.deliveries set error = ${storable(error)},
            status = ${retryMs === undefined ? 'dead' : 'pending'},
            ended_at = case when ${retryMs === undefined}::boolean then clock_timestamp() end,
            due_at = clock_timestamp() + ${retryMs ?? 0}::double precision * interval '1 millisecond'
          where tenant = ${tenant} and id = ${id} and attempts = ${attempts}`),
      )
    },
    async prune(before) {
      await database.as(EVERYBODY, ({ rows }) =>
        rows(sql`
          delete from portscan.deliveries where id in (
            select id from portscan.deliveries where ended_at < ${before}::timestamptz limit 10000)`),
      )
    },
  }
}

/** A webhook that was removed meanwhile is no reason that nobody else is told. */
function insertion(sql: Sql, tenant: string, deliveries: readonly NewDelivery[]): RawBuilder<DeliveryRow> {
  const column = (of: (delivery: NewDelivery) => string | null): (string | null)[] => deliveries.map(of)
  return sql<DeliveryRow>`
    insert into portscan.deliveries (id, tenant, webhook_id, event, body, traceparent)
    select new.id, ${tenant}, new.webhook_id, new.event, new.body, new.traceparent
    from unnest(${column(() => randomUUID())}::uuid[], ${column(({ webhookId }) => webhookId)}::uuid[],
      ${column(({ event }) => event)}::text[], ${column(({ body }) => storable(body))}::text[],
      ${column(({ traceparent }) => traceparent ?? null)}::text[])
      as new (id, webhook_id, event, body, traceparent)
    join portscan.webhooks on webhooks.id = new.webhook_id and webhooks.tenant = ${tenant}
    returning ${deliveryColumns(sql)}`
}

/** Those of webhooks that are paused wait. */
async function claim(
  { sql, as }: Database,
  limit: number,
  leaseMs: number,
): Promise<readonly ClaimedDelivery[]> {
  const found = await as(EVERYBODY, ({ rows }) =>
    rows(sql<ClaimedRow>`
      update portscan.deliveries set attempts = attempts + 1,
        due_at = clock_timestamp() + ${leaseMs}::double precision * interval '1 millisecond'
      from (
        select deliveries.id as claimed_id, url, secret
        from portscan.deliveries join portscan.webhooks on webhooks.id = deliveries.webhook_id
        where deliveries.status = 'pending' and deliveries.due_at <= clock_timestamp() and not webhooks.paused
        order by deliveries.due_at limit ${limit} for update of deliveries skip locked
      ) as claimed
      where id = claimed_id
      returning ${deliveryColumns(sql)}, body, traceparent, url, secret`),
  )
  return found.map((row) => ({
    ...deliveryOf(row),
    ...{ body: row.body, url: row.url, secret: row.secret },
    ...(row.traceparent !== null && { traceparent: row.traceparent }),
  }))
}
