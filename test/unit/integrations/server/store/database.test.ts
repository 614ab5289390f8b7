import { Kysely, PostgresDialect, sql } from 'kysely'
import { expect, test } from 'vitest'
import { openDatabase, type Database } from '../../../../../src/integrations/server/store/database.ts'
import { SESSION } from '../../../../../src/integrations/server/store/session.ts'
import { embeddedStore, embeddedStoreTests } from '../../../../support/embedded-store.ts'
import { scanned } from '../../../../support/service-scan.ts'
import { tenantTests } from '../../../../support/store-tests.ts'

embeddedStoreTests(tenantTests)

async function database(): Promise<Database> {
  const { embedded } = await embeddedStore()
  const pool = embedded!.pool(SESSION)
  return openDatabase(new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }), sql)
}

test('a query that forgets its tenant sees the rows of that tenant alone, whatever its plan', async () => {
  const store = await embeddedStore()
  await scanned(store, 'one', { a: [1] })
  await scanned(store, 'other', { a: [2] })
  const { read, as, rows } = await database()
  const tenants = sql<{ readonly tenant: string }>`select distinct tenant from portscan.results`
  expect(await read('one', tenants)).toEqual([{ tenant: 'one' }])
  expect(await as('other', (statements) => statements.rows(tenants))).toEqual([{ tenant: 'other' }])
  expect(await rows(tenants)).toEqual([])
  const joined = sql`select made.tenant from portscan.scans as made join portscan.results using (tenant) limit 1`
  expect(await read('one', joined)).toEqual([{ tenant: 'one' }])
})

test('nobody writes rows of another tenant', async () => {
  const { as } = await database()
  const foreign = sql`insert into portscan.audit (tenant, action, detail) values ('other', 'x', '{}')`
  await expect(as('one', ({ rows }) => rows(foreign))).rejects.toMatchObject({ code: '42501' })
})

test.each(['40001', '40P01'])(
  'a transaction that others were in the way of (%s) is tried again',
  async (code) => {
    const { as } = await database()
    let tries = 0
    const found = await as('one', async ({ rows }) => {
      await rows(sql`select 1`)
      if (++tries < 3) throw Object.assign(new Error('in the way'), { code })
      return tries
    })
    expect(found).toBe(3)
    await expect(
      as('one', () => Promise.reject(Object.assign(new Error('always'), { code }))),
    ).rejects.toThrow('always')
  },
)

test('what fails for another reason is tried once, and rolled back', async () => {
  const { as, read } = await database()
  let tries = 0
  const failing = as('one', async ({ rows }) => {
    tries++
    await rows(sql`insert into portscan.audit (tenant, action, detail) values ('one', 'rolled back', '{}')`)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(tries).toBe(1)
  expect(await read('one', sql`select id from portscan.audit where action = 'rolled back'`)).toEqual([])
})
