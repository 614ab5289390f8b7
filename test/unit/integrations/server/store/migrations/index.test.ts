import { expect, test } from 'vitest'
import { migrations } from '../../../../../../src/integrations/server/store/migrations/index.ts'
import { embeddedStore } from '../../../../../support/embedded-store.ts'

test('migrations are in the order of their names, and each does something', () => {
  const names = Object.keys(migrations)
  expect(names).toEqual(names.toSorted())
  expect(new Set(names.map((name) => name.slice(0, 4))).size).toBe(names.length)
  for (const [name, steps] of Object.entries(migrations)) {
    expect(name).toMatch(/^\d{4}-[a-z-]+$/)
    expect(steps.length, name).toBeGreaterThan(0)
  }
})

test('every table with rows of tenants is held to them, its owner too', async () => {
  const { embedded } = await embeddedStore()
  const client = await embedded!.pool('reset role').connect()
  const { rows } = await client.query(
    `select relname from pg_class join pg_namespace on relnamespace = pg_namespace.oid
      join pg_attribute on attrelid = pg_class.oid and attname = 'tenant'
      where nspname = 'portscan' and relkind = 'r'
        and not (relrowsecurity and relforcerowsecurity and exists (select from pg_policy where polrelid = pg_class.oid))`,
    [],
  )
  expect(rows).toEqual([])
})
