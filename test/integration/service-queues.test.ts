import { Client } from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { postgresqlQueue } from '../../src/integrations/server/queue/postgresql-queue.ts'
import { redisQueue } from '../../src/integrations/server/queue/redis-queue.ts'
import { postgresqlProgram, postgresqlServer } from '../support/postgresql-server.ts'
import { queueTests } from '../support/queue-tests.ts'
import { missingProgram, type RealServer } from '../support/real-server.ts'
import { redisServer } from '../support/redis-server.ts'

const noRedis = missingProgram('redis-server')
const noPostgresql = missingProgram(postgresqlProgram('postgres') ?? 'postgres')

let redis: RealServer | undefined
let postgresql: RealServer | undefined
let made = 0

beforeAll(async () => {
  if (noRedis === undefined) redis = await redisServer()
  if (noPostgresql === undefined) postgresql = await postgresqlServer()
})
afterAll(async () => {
  await redis?.stop()
  await postgresql?.stop()
})

queueTests(
  'Redis',
  () => redisQueue({ url: `redis://127.0.0.1:${redis!.port}`, prefix: `test${++made}` }),
  noRedis,
)
queueTests('PostgreSQL', async () => postgresqlQueue({ database: await newDatabase() }), noPostgresql)

async function newDatabase(): Promise<string> {
  const url = `postgresql://postgres@127.0.0.1:${postgresql!.port}`
  const name = `queue${++made}`
  const client = new Client({ connectionString: `${url}/postgres` })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  return `${url}/${name}`
}
