import type { Pool } from 'pg'
import { loadPeer } from '../peer.ts'

export interface PostgresPoolOptions {
  /** Connections at most. Default 10. */
  readonly connections?: number
  /** Told of connections that broke while nobody used them: the pool makes new ones. */
  readonly onError?: (error: Error) => void
}

/**
 * Connections to a PostgreSQL that others may use too. `ERR_MISSING_PEER` where pg is not installed. Nothing is connected
 * yet. Certificates of servers are checked, but where the address says `sslmode=no-verify`.
 */
export async function postgresPool(
  url: string,
  { connections = 10, onError = () => {} }: PostgresPoolOptions = {},
): Promise<Pool> {
  const pg = await loadPeer('pg', () => import('pg'))
  const pool = new pg.default.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 5_000,
    // Nothing that the service asks takes so long; a server that hangs must not hang the service.
    query_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'portscan',
    keepAlive: true,
  })
  pool.on('error', onError)
  return pool
}
