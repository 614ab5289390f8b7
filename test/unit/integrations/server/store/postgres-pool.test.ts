import { expect, test } from 'vitest'
import { postgresPool } from '../../../../../src/integrations/server/store/postgres-pool.ts'
import { freePort } from '../../../../support/real-server.ts'

test('nothing is connected before somebody asks; a server that is not there is an error then', async () => {
  const pool = await postgresPool(`postgres://x@127.0.0.1:${await freePort()}/y`)
  expect(pool.totalCount).toBe(0)
  await expect(pool.query('select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  await pool.end()
})
