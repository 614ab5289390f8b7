import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { greets } from '../support/peer-script.ts'
import { postgresqlProgram, postgresqlServer } from '../support/postgresql-server.ts'
import { closedPort, scriptedServer } from '../support/scripted-server.ts'
import { runExample } from './run-example.ts'

const initdb = postgresqlProgram('initdb')
const reason = initdb === undefined ? ' (skipped: not installed: postgresql)' : ''
if (reason !== '') console.warn(`targets-from-database${reason}`)

test.skipIf(initdb === undefined)(`targets-from-database${reason}`, async () => {
  const peer = await scriptedServer(greets(''))
  onTestFinished(() => peer.close())
  const server = await postgresqlServer()
  onTestFinished(() => server.stop())
  const where = { host: '127.0.0.1', port: server.port, user: 'postgres', database: 'postgres' }
  const database = new Client(where)
  await database.connect()
  await database.query('CREATE TABLE assets (id integer PRIMARY KEY, address inet, ports text, owner text)')
  // More than two pages, with gaps between their numbers; the last one is one that is not scanned.
  await database.query(
    `INSERT INTO assets SELECT 3 * n, '127.1.0.0'::inet + n, $1, 'team ' || n % 7 FROM generate_series(1, 1200) AS n`,
    [`${await closedPort()}`],
  )
  await database.query(
    `INSERT INTO assets VALUES (1, '127.0.0.1', $1, 'web'), (5000, '127.0.0.1', $1, 'shop'), (6000, '240.0.0.1', NULL, '')`,
    [`${peer.port}`],
  )
  await database.end()

  const env = { PGHOST: '127.0.0.1', PGPORT: `${server.port}`, PGUSER: 'postgres', PGDATABASE: 'postgres' }
  const { code, stdout, stderr } = await runExample('inventory/targets-from-database.ts', { env })
  expect(stderr).toBe('240.0.0.1 was not scanned: out-of-scope\n')
  expect(code).toBe(0)
  expect(stdout).toBe(`web: 127.0.0.1 ${peer.port}\n`)
})
