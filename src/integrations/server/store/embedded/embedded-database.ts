import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import type { PostgresPool } from 'kysely'
import { ScanError } from 'portscan-core'
import { loadPeer } from '../../peer.ts'
import { lockDirectory } from './directory-lock.ts'
import { embeddedPool, embeddedSession } from './embedded-pool.ts'
import { unpackImage } from './unpack-image.ts'

/** PostgreSQL within this process, in a folder that no other process has meanwhile. */
export interface EmbeddedDatabase {
  /** A pool with these settings; all of them share one connection. */
  pool(settings: string): PostgresPool
  close(): Promise<void>
}

/** A fresh database as the build packed it, beside what is built: to make one takes seconds. */
const IMAGE = new URL('database.tar.br', import.meta.url)

/**
 * Opens the database of a data folder, and makes both where they are not there yet: complete or not at all. A process that
 * was killed loses nothing that it was told is kept; a machine that loses power may, as files are not synced.
 * `ERR_STATE` where another process has the folder or the database cannot be read, `ERR_MISSING_PEER` without
 * @electric-sql/pglite.
 */
export async function openEmbedded(
  directory: string,
  image: URL | string = IMAGE,
): Promise<EmbeddedDatabase> {
  const { PGlite } = await loadPeer('@electric-sql/pglite', () => import('@electric-sql/pglite'))
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const lock = lockDirectory(directory)
  try {
    const database = await openDatabase(PGlite, directory, image)
    const session = embeddedSession(database)
    return {
      pool: (settings) => embeddedPool(session, settings),
      async close() {
        // What is under way ends before it; what comes later is refused by the database.
        const end = await session.turn()
        try {
          await database.close()
        } finally {
          lock.release()
          end()
        }
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

async function openDatabase(
  Database: typeof PGlite,
  directory: string,
  image: URL | string,
): Promise<PGlite> {
  const folder = join(directory, 'database')
  try {
    if (!existsSync(folder)) await makeDatabase(Database, directory, folder, image)
    return await Database.create(folder)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new ScanError('ERR_STATE', `the database in ${folder} cannot be opened: ${why}`, {
      input: folder,
      cause,
    })
  }
}

/** Elsewhere first: a folder that is there is whole. */
async function makeDatabase(
  Database: typeof PGlite,
  directory: string,
  folder: string,
  image: URL | string,
): Promise<void> {
  for (const name of readdirSync(directory)) {
    if (/^database\.\d+\.tmp$/.test(name)) rmSync(join(directory, name), { recursive: true, force: true })
  }
  const half = join(directory, `database.${process.pid}.tmp`)
  const packed = await readImage(image)
  if (packed) await unpackImage(packed, half)
  else await (await Database.create(half)).close()
  renameSync(half, folder)
}

async function readImage(image: URL | string): Promise<Buffer | undefined> {
  try {
    return await readFile(image)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
