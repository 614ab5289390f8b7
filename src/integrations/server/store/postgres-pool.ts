import type { Pool } from 'pg'
import { loadPeer } from '../peer.ts'

export interface PostgresPoolOptions {
  /** Connections at most. Default 10. */
  readonly connections?: number
  /** How long one statement may take, in ms. Default 60,000; 0: for ever. */
  readonly statementMs?: number
  /** What is run on each new connection before anybody has it. */
  readonly begin?: string
  /** Told of connections that broke while nobody used them: the pool makes new ones. */
  readonly onError?: (error: Error) => void
}

/**
 * Connections to a PostgreSQL that others may use too. `ERR_MISSING_PEER` where pg is not installed. Nothing is connected
 * yet. Certificates of servers are checked, but where the address says `sslmode=no-verify`.
 */
export async function postgresPool(
  url: string,
  { connections = 10, statementMs = 60_000, begin = 'select', onError = () => {} }: PostgresPoolOptions = {},
): Promise<Pool> {
  const pg = await loadPeer('pg', () => import('pg'))
  const pool = new pg.default.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 5_000,
    statement_timeout: statementMs,
    idle_in_transaction_session_timeout: 60_000,
    // A server that is gone without a word does not end statements: a little later than it should have done, we do.
    ...(statementMs > 0 && { query_timeout: statementMs + 5_000 }),
    application_name: 'portscan',
    keepAlive: true,
    verify: (client, done) => {
      client.query(begin).then(() => done(), done)
    },
  })
  pool.on('error', onError)
  // Of a connection that breaks while somebody uses it its statement tells; an error without a listener ends the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}
