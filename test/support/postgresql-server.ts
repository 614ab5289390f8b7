import { execFileSync } from 'node:child_process'
import { chownSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import {
  findProgram,
  startServer,
  type RealServer,
  type ServerCommand,
  type ServerPlace,
} from './real-server.ts'

/** Debian keeps these programs by version, out of everybody's PATH. */
export function postgresqlProgram(name: string): string | undefined {
  const versions = Array.from({ length: 12 }, (_, i) => `/usr/lib/postgresql/${20 - i}/bin/${name}`)
  return versions.find((path) => findProgram(path) !== undefined)
}

/** A PostgreSQL with an empty database, which asks nobody for a password. Its socket is in its directory. */
export function postgresqlServer(): Promise<RealServer> {
  return startServer(prepare, { ready: answersQueries })
}

function prepare({ port, directory }: ServerPlace): ServerCommand {
  const as = unprivilegedUser()
  if ('uid' in as) chownSync(directory, as.uid, as.gid)
  const data = join(directory, 'data')
  const quietly = { stdio: 'ignore', cwd: directory, ...as } as const
  execFileSync(postgresqlProgram('initdb')!, ['-D', data, '-A', 'trust', '-U', 'postgres', '-N'], quietly)
  const settings = ['listen_addresses=127.0.0.1', 'fsync=off'].flatMap((setting) => ['-c', setting])
  const args = ['-D', data, '-p', `${port}`, '-k', directory, ...settings]
  return { program: postgresqlProgram('postgres')!, args, ...as }
}

/** It accepts connections before it lets anybody in. */
async function answersQueries(port: number): Promise<boolean> {
  const client = new Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' })
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end()
  }
}

/** It refuses to run as root. */
export function unprivilegedUser(): { uid: number; gid: number } | Record<never, never> {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}
