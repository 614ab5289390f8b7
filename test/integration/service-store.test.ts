import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../../src/integrations/server/store/open-store.ts'
import { SESSION } from '../../src/integrations/server/store/session.ts'
import { postgresqlProgram, postgresqlServer } from '../support/postgresql-server.ts'
import { missingProgram, type RealServer } from '../support/real-server.ts'
import { scanned } from '../support/service-scan.ts'
import { storeTests } from '../support/store-tests.ts'

const missing = missingProgram(postgresqlProgram('postgres') ?? 'postgres')

describe.skipIf(missing !== undefined)(`PostgreSQL${missing ?? ''}`, () => {
  let server: RealServer
  beforeAll(async () => {
    server = await postgresqlServer()
    const sql = ['create role plain login', 'create database owned owner plain', 'create database superuser']
    await asked(url('postgres', 'postgres'), ...sql, 'create database together')
  })
  afterAll(async () => {
    await server?.stop()
  })
  const url = (user: string, database: string): string =>
    `postgres://${user}@127.0.0.1:${server.port}/${database}`

  storeTests('a superuser’s database', () => openStore({ url: url('postgres', 'superuser') }), missing)
  storeTests('a database of a plain role', () => openStore({ url: url('plain', 'owned') }), missing)

  test('processes that start at the same time make the tables once', async () => {
    const place = { url: url('postgres', 'together') }
    const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(place, { connections: 1 })))
    await Promise.all(stores.map((store) => store.ready()))
    await Promise.all(stores.map((store) => store.close()))
  })

  test.each([
    ['postgres', 'superuser'],
    ['plain', 'owned'],
  ])('a query that forgets its tenant sees that tenant alone (%s)', async (user, database) => {
    const store = await openStore({ url: url(user, database) })
    try {
      await scanned(store, 'one', { 'one.example': [1] })
      await scanned(store, 'other', { 'other.example': [2] })
      await store.audit.add([{ tenant: 'one', action: 'noted', detail: null }])
    } finally {
      await store.close()
    }
    const client = new Client(url(user, database))
    await client.connect()
    try {
      await client.query(SESSION)
      const tables = await tablesOf(client)
      expect(tables).toContain('results')
      await expectEach(client, tables, '', [])
      await expectEach(client, tables, 'one', ['one'])
      await client.query(`select set_config('portscan.tenant', 'one', false)`)
      const foreign = `insert into portscan.audit (tenant, action, detail) values ('other', 'x', '{}')`
      await expect(client.query(foreign)).rejects.toMatchObject({ code: '42501' })
      expect((await client.query(`update portscan.audit set action = 'y'`)).rowCount).toBe(0)
      expect((await client.query(`select action from portscan.audit where action = 'y'`)).rows).toEqual([])
    } finally {
      await client.end()
    }
  })
})

/** Every table that has rows of tenants is asked for all of its rows. */
async function expectEach(
  client: Client,
  tables: readonly string[],
  tenant: string,
  seen: readonly string[],
): Promise<void> {
  await client.query(`select set_config('portscan.tenant', $1, false)`, [tenant])
  for (const table of tables) {
    const { rows } = await client.query<{ tenant: string }>(`select distinct tenant from portscan.${table}`)
    expect(seen, table).toEqual(expect.arrayContaining(rows.map((row) => row.tenant)))
  }
}

async function tablesOf(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ table_name: string }>(
    `select table_name from information_schema.columns where table_schema = 'portscan' and column_name = 'tenant'`,
  )
  return rows.map((row) => row.table_name)
}

async function asked(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new Client(url)
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
