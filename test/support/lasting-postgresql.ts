import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { eventually } from './eventually.ts'
import { postgresqlProgram, postgresqlServer, unprivilegedUser } from './postgresql-server.ts'

/** A PostgreSQL that goes away and comes back with what it had. */
export interface LastingPostgresql {
  readonly url: string
  query<Row>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>
  /** Ends it as a crash would, and is back when it takes connections again. `away`: milliseconds in between. */
  restart(away?: number): Promise<void>
  stop(): Promise<void>
}

export async function lastingPostgresql(): Promise<LastingPostgresql> {
  const server = await postgresqlServer()
  const url = `postgresql://postgres@127.0.0.1:${server.port}/postgres`
  const data = join(server.directory, 'data')
  const query = async <Row>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> => {
    const client = new Client({ connectionString: url })
    client.on('error', () => {})
    await client.connect()
    try {
      return (await client.query(text, [...values])).rows as Row[]
    } finally {
      await client.end()
    }
  }
  const pid = (): number => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
  let again: number | undefined
  const end = async (): Promise<void> => {
    const now = pid()
    // Immediate shutdown: no goodbye, recovery from the log at the next start.
    process.kill(now, 'SIGQUIT')
    await eventually(() => !isAlive(now))
  }
  return {
    url,
    query,
    async restart(away = 0) {
      await end()
      await new Promise((resolve) => setTimeout(resolve, away))
      const args = [
        '-D',
        data,
        '-p',
        `${server.port}`,
        '-k',
        server.directory,
        '-c',
        'listen_addresses=127.0.0.1',
      ]
      const child = spawn(postgresqlProgram('postgres')!, args, {
        cwd: server.directory,
        stdio: 'ignore',
        ...unprivilegedUser(),
      })
      again = child.pid
      await eventually(() =>
        query('select 1').then(
          () => true,
          () => false,
        ),
      )
    },
    async stop() {
      if (again !== undefined && isAlive(again)) await end()
      await server.stop()
    },
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
