import type { Kysely, PostgresPool } from 'kysely'
import { loadPeer } from '../peer.ts'
import { openDatabase } from './database.ts'
import { openEmbedded, type EmbeddedDatabase } from './embedded/embedded-database.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { postgresPool, type PostgresPoolOptions } from './postgres-pool.ts'
import { SESSION } from './session.ts'
import { sqlStore, type ServiceStore } from './sql-store.ts'

/** Where the rows are: a PostgreSQL from 14 on, or a folder for the embedded one. */
export type StorePlace = { readonly url: string } | { readonly directory: string }

export interface StoreOptions extends Pick<PostgresPoolOptions, 'connections' | 'onError'> {
  /** A fresh embedded database, packed. Default: the one that comes with the package. */
  readonly image?: URL | string
}

/** A store that is open. */
export interface OpenStore extends ServiceStore {
  /** What is embedded, so that others can have their tables there too. */
  readonly embedded?: EmbeddedDatabase
}

/**
 * Opens the store, and makes its tables where they are not there yet or are of an earlier version. Rejects where the
 * database cannot be reached: try again. `ERR_STATE` where another process has the folder, `ERR_MISSING_PEER` where a
 * package is not installed.
 *
 * @example
 * const store = await openStore({ directory: './portscan-data' })
 * const { items } = await store.results.ofHost('default', '192.0.2.1', { limit: 10 })
 * await store.close()
 */
export async function openStore(place: StorePlace, options: StoreOptions = {}): Promise<OpenStore> {
  return 'url' in place ? onServer(place.url, options) : inFolder(place.directory, options)
}

type KyselyModule = typeof import('kysely')

async function onServer(url: string, options: StoreOptions): Promise<OpenStore> {
  const kysely = await loadKysely()
  const making = await postgresPool(url, { ...options, connections: 1, statementMs: 0 })
  await withDatabase(kysely, making, (database) => migrate(kysely, database, migrations))
  const pool = await postgresPool(url, { ...options, begin: SESSION })
  const database = kyselyOn(kysely, pool)
  return sqlStore(openDatabase(database, kysely.sql), () => database.destroy())
}

async function inFolder(directory: string, { image }: StoreOptions): Promise<OpenStore> {
  const kysely = await loadKysely()
  const embedded = await openEmbedded(directory, image)
  try {
    await withDatabase(kysely, embedded.pool('reset all; reset role'), (database) =>
      migrate(kysely, database, migrations),
    )
    const pool = embedded.pool(SESSION)
    const database = kyselyOn(kysely, pool)
    const store = sqlStore(openDatabase(database, kysely.sql), async () => {
      await database.destroy()
      await embedded.close()
    })
    return { ...store, embedded }
  } catch (error) {
    await embedded.close()
    throw error
  }
}

function loadKysely(): Promise<KyselyModule> {
  return loadPeer('kysely', () => import('kysely'))
}

function kyselyOn({ Kysely, PostgresDialect }: KyselyModule, pool: PostgresPool): Kysely<unknown> {
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
}

async function withDatabase(
  kysely: KyselyModule,
  pool: PostgresPool,
  run: (database: Kysely<unknown>) => Promise<void>,
): Promise<void> {
  const database = kyselyOn(kysely, pool)
  try {
    await run(database)
  } finally {
    await database.destroy()
  }
}
