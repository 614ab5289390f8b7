import type { PgPool } from 'bullmq'
import { loadPeer } from '../peer.ts'
import { bullmqQueue, QUEUE_NAME } from './bullmq-queue.ts'
import type { JobQueue } from './job-queue.ts'
import { slowToFail } from './slow-to-fail.ts'

export interface PostgresqlQueueOptions {
  /** A connection string, or a pool whose sessions have the `search_path` `bullmq`; that pool is not closed here. */
  readonly database: string | PgPool
  /** Told of what went wrong: it goes on trying. */
  readonly onError?: (error: unknown) => void
}

/** Where BullMQ keeps its tables, apart from those of the store. */
const SEARCH_PATH = '-c search_path=bullmq'

/**
 * A queue for workers on many machines that needs nothing but the PostgreSQL (from 14 on) of the store. The database has
 * to be there: its tables are made or brought up to date first, because BullMQ's workers never rest without them.
 * `ERR_MISSING_PEER` where bullmq or pg is not installed.
 */
export async function postgresqlQueue({
  database,
  onError = () => {},
}: PostgresqlQueueOptions): Promise<JobQueue> {
  const { createPostgresBackend, runMigrations, withBackend } = await loadPeer(
    'bullmq',
    () => import('bullmq'),
  )
  const own = typeof database === 'string' ? await makePool(database) : undefined
  own?.on('error', onError)
  const given = own ?? (database as PgPool)
  await migrate(given, runMigrations).catch(async (error: unknown) => {
    await own?.end()
    throw error
  })
  const connection = slowToFail(given)
  const { Queue, Worker } = withBackend(createPostgresBackend)
  return bullmqQueue({
    name: 'postgresql',
    queue: new Queue(QUEUE_NAME, { connection }),
    makeWorker: (processor, options) => ({
      worker: new Worker(QUEUE_NAME, processor, { ...options, connection }),
      cut() {},
    }),
    ready: async () => void (await given.query('select 1')),
    disconnect: async () => own?.end(),
    onError,
  })
}

async function makePool(connectionString: string): Promise<PgPool> {
  const { default: pg } = await loadPeer('pg', () => import('pg'))
  const pool = new pg.Pool({
    connectionString,
    options: SEARCH_PATH,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    max: 6,
  })
  // Of a connection that breaks while somebody uses it its statement tells; an error without a listener ends the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  // BullMQ's own type of it says less of `on` than that of pg.
  return pool as unknown as PgPool
}

async function migrate(pool: PgPool, run: typeof import('bullmq').runMigrations): Promise<void> {
  const client = await pool.connect()
  try {
    await run(client)
  } finally {
    client.release()
  }
}
