import * as kysely from 'kysely'
import { expect, test } from 'vitest'
import { migrate } from '../../../../../src/integrations/server/store/migrate.ts'
import { migrations } from '../../../../../src/integrations/server/store/migrations/index.ts'
import { embeddedStore } from '../../../../support/embedded-store.ts'

async function database(): Promise<kysely.Kysely<unknown>> {
  const { embedded } = await embeddedStore()
  const pool = embedded!.pool('reset all; reset role')
  return new kysely.Kysely({ dialect: new kysely.PostgresDialect({ pool }) })
}

test('what is there already is left as it is', async () => {
  await migrate(kysely, await database(), migrations)
})

test('steps that fail leave nothing of them', async () => {
  const db = await database()
  const broken = { ...migrations, '9999-broken': ['create table portscan.half (a integer)', 'select broken'] }
  await expect(migrate(kysely, db, broken)).rejects.toThrow('broken')
  const { rows } = await kysely.sql`select to_regclass('portscan.half') as half`.execute(db)
  expect(rows).toEqual([{ half: null }])
  await migrate(kysely, db, migrations)
})

test('a database of a later version is refused', async () => {
  const { '0001-service-role': first } = migrations
  const earlier = { '0001-service-role': first! }
  await expect(migrate(kysely, await database(), earlier)).rejects.toThrow(/0002-scans/)
})
