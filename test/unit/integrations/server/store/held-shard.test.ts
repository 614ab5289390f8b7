import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely'
import { expect, test } from 'vitest'
import { isHeld, scanOf } from '../../../../../src/integrations/server/store/held-shard.ts'

const claim = { scanId: 's', index: 3, attempt: 2, scan: { tenant: 't' } } as never

test('a shard is held by whoever has its tenant, place and latest attempt', () => {
  const database = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  const query = sql`select 1 where ${isHeld(sql, claim)}`.compile(database)
  expect(query.parameters).toEqual(['t', 's', 3, 2])
  expect(query.sql).toContain("status = 'in_progress'")
})

test('its scan is known by tenant and id', () => {
  expect(scanOf(claim)).toEqual({ tenant: 't', scanId: 's' })
})
