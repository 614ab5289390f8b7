import { EVERYBODY, type Database } from './database.ts'
import { numberOf, pageLimit, toCursor } from './page-cursor.ts'
import { storable } from './scan-row.ts'
import type { AuditRow, AuditStore } from './store.ts'

interface Row {
  readonly id: string
  readonly tenant: string
  readonly at: Date
  readonly key_id: string | null
  readonly action: string
  readonly detail: unknown
}

export function auditStore({ sql, as, read }: Database): AuditStore {
  return {
    async add(noted) {
      if (noted.length === 0) return
      await as(EVERYBODY, (statements) =>
        statements.rows(sql`
          insert into portscan.audit (tenant, key_id, action, detail)
          select tenant, key_id, action, detail::json from unnest(
            ${noted.map(({ tenant }) => tenant)}::text[],
            ${noted.map(({ key_id = null }) => key_id)}::text[],
            ${noted.map(({ action }) => storable(action))}::text[],
            ${noted.map(({ detail = null }) => JSON.stringify(detail))}::text[]
          ) as noted (tenant, key_id, action, detail)`),
      )
    },
    async list(tenant, { limit, cursor }) {
      const most = pageLimit(limit)
      const before = cursor === undefined ? null : numberOf(cursor)
      const query = sql<Row>`
        select id::text as id, tenant, at, key_id, action, detail from portscan.audit
        where tenant = ${tenant} and (${before}::bigint is null or id < ${before}::bigint)
        order by portscan.audit.id desc limit ${most}`
      const found = await read(tenant, query)
      const last = found.length === most ? found.at(-1) : undefined
      const items = found.map(auditRow)
      return last ? { items, cursor: toCursor(last.id) } : { items }
    },
  }
}

function auditRow({ tenant, at, key_id, action, detail }: Row): AuditRow {
  return { at: at.toISOString(), tenant, ...(key_id !== null && { key_id }), action, detail }
}
