import type { RawBuilder, Sql } from 'kysely'
import type { Webhook, WebhookEvent, WebhookStore } from '../webhooks/webhook.ts'
import type { Database } from './database.ts'
import { deliveryColumns, deliveryOf, type DeliveryRow } from './delivery-row.ts'
import { isUuid, pageLimit, timeAndId, toCursor } from './page-cursor.ts'
import { storable } from './scan-row.ts'

interface WebhookRow {
  readonly id: string
  readonly tenant: string
  readonly name: string
  readonly url: string
  readonly events: readonly WebhookEvent[]
  readonly paused: boolean
  readonly created_at: Date
}

export function webhookStore(database: Database): WebhookStore {
  const { sql } = database
  const columns = columnsOf(sql)
  return {
    async create({ id, tenant, name, url, events, paused }, secret) {
      const [made] = await database.as(tenant, ({ rows }) =>
        rows(sql<WebhookRow>`
          insert into portscan.webhooks (id, tenant, name, url, secret, events, paused)
          values (${id}, ${tenant}, ${storable(name)}, ${url}, ${Buffer.from(secret)}, ${[...events]}::text[], ${paused})
          returning ${columns}`),
      )
      return webhookOf(made!)
    },
    async get(tenant, id) {
      if (!isUuid(id)) return undefined
      const [found] = await database.as(tenant, ({ rows }) =>
        rows(
          sql<WebhookRow>`select ${columns} from portscan.webhooks where tenant = ${tenant} and id = ${id}`,
        ),
      )
      return found && webhookOf(found)
    },
    async list(tenant) {
      const found = await database.as(tenant, ({ rows }) =>
        rows(sql<WebhookRow>`
          select ${columns} from portscan.webhooks where tenant = ${tenant} order by created_at, id limit 1000`),
      )
      return found.map(webhookOf)
    },
    async change(tenant, id, { name, url, events, paused }) {
      if (!isUuid(id)) return undefined
      const [changed] = await database.as(tenant, ({ rows }) =>
        rows(sql<WebhookRow>`
          update portscan.webhooks set
            name = coalesce(${name === undefined ? null : storable(name)}::text, name),
            url = coalesce(${url ?? null}::text, url),
            events = coalesce(${events === undefined ? null : [...events]}::text[], events),
            paused = coalesce(${paused ?? null}::boolean, paused)
          where tenant = ${tenant} and id = ${id} returning ${columns}`),
      )
      return changed && webhookOf(changed)
    },
    async remove(tenant, id) {
      if (!isUuid(id)) return false
      const gone = await database.as(tenant, ({ rows }) =>
        rows(sql`delete from portscan.webhooks where tenant = ${tenant} and id = ${id} returning id`),
      )
      return gone.length > 0
    },
    deliveries: (tenant, webhookId, page) => deliveriesOf(database, tenant, webhookId, page),
  }
}

async function deliveriesOf(
  { sql, as }: Database,
  tenant: string,
  webhookId: string,
  { limit, cursor }: Parameters<WebhookStore['deliveries']>[2],
): ReturnType<WebhookStore['deliveries']> {
  if (!isUuid(webhookId)) return { items: [] }
  const most = pageLimit(limit)
  const [time, id] = cursor === undefined ? [null, null] : timeAndId(cursor)
  const found = await as(tenant, ({ rows }) =>
    rows(sql<DeliveryRow>`
      select ${deliveryColumns(sql)} from portscan.deliveries
      where tenant = ${tenant} and webhook_id = ${webhookId}
        and (${time}::timestamptz is null or (created_at, id) < (${time}::timestamptz, ${id}::uuid))
      order by created_at desc, id desc limit ${most}`),
  )
  const last = found.length === most ? found.at(-1) : undefined
  const items = found.map(deliveryOf)
  return last ? { items, cursor: toCursor(last.created_at.toISOString(), last.id) } : { items }
}

function columnsOf(sql: Sql): RawBuilder<unknown> {
  return sql`id, tenant, name, url, events, paused, created_at`
}

function webhookOf({ created_at, ...webhook }: WebhookRow): Webhook {
  return { ...webhook, created_at: created_at.toISOString() }
}
