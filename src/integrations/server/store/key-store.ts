import type { Scope } from '../model.ts'
import { EVERYBODY, type Database } from './database.ts'
import type { KeyRow, KeyStore } from './store.ts'
import type { RawBuilder, Sql } from 'kysely'

interface Row {
  readonly id: string
  readonly tenant: string
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly created_at: Date
  readonly expires_at: Date | null
  readonly last_used_at: Date | null
}

export function keyStore({ sql, as, read }: Database): KeyStore {
  return {
    create: (key, prefix, hash) =>
      as(key.tenant, async (statements) => {
        const [row] = await statements.rows(sql<Row>`
          insert into portscan.keys (id, tenant, name, scopes, prefix, hash, expires_at)
          values (${key.id}, ${key.tenant}, ${key.name}, ${[...key.scopes]}::text[], ${prefix}, ${Buffer.from(hash)},
            ${key.expires_at ?? null}::timestamptz)
          returning ${columns(sql)}`)
        return keyRow(row!)
      }),
    async withPrefix(prefix) {
      const query = sql<Row & { readonly hash: Uint8Array }>`
        select hash, ${columns(sql)} from portscan.keys
        where prefix = ${prefix} and (expires_at is null or expires_at > now())`
      const found = await read(EVERYBODY, query)
      return found.map((row) => ({ ...keyRow(row), hash: row.hash }))
    },
    async list(tenant) {
      const query = sql<Row>`
        select ${columns(sql)} from portscan.keys where tenant = ${tenant} order by created_at, id`
      return (await read(tenant, query)).map(keyRow)
    },
    async used(id) {
      await as(EVERYBODY, ({ rows }) =>
        rows(sql`update portscan.keys set last_used_at = now() where id = ${id}`),
      )
    },
    revoke: (tenant, id) =>
      as(tenant, async (statements) => {
        const gone = await statements.rows(sql`
          delete from portscan.keys where tenant = ${tenant} and id = ${id} returning id`)
        return gone.length > 0
      }),
  }
}

function columns(sql: Sql): RawBuilder<unknown> {
  return sql`id, tenant, name, scopes, created_at, expires_at, last_used_at`
}

function keyRow({ id, tenant, name, scopes, created_at, expires_at, last_used_at }: Row): KeyRow {
  return {
    id,
    tenant,
    name,
    scopes,
    created_at: created_at.toISOString(),
    ...(expires_at && { expires_at: expires_at.toISOString() }),
    ...(last_used_at && { last_used_at: last_used_at.toISOString() }),
  }
}
