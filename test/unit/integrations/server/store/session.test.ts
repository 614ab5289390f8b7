import { expect, test } from 'vitest'
import { SESSION } from '../../../../../src/integrations/server/store/session.ts'
import { embeddedStore } from '../../../../support/embedded-store.ts'

test('a superuser becomes a role that can change rows and nothing else', async () => {
  const { embedded } = await embeddedStore()
  const client = await embedded!.pool(SESSION).connect()
  expect((await client.query('select current_user, session_user', [])).rows).toEqual([
    { current_user: 'portscan_service', session_user: 'postgres' },
  ])
  await expect(client.query('drop table portscan.scans', [])).rejects.toMatchObject({ code: '42501' })
  await expect(client.query('create table portscan.x (y integer)', [])).rejects.toMatchObject({
    code: '42501',
  })
  await expect(
    client.query('alter table portscan.scans no force row level security', []),
  ).rejects.toMatchObject({
    code: '42501',
  })
  client.release()
})
