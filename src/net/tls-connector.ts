import type { Clock } from '../model/clock.ts'
import type { Connection, Connector } from './connection.ts'
import { startTls } from './start-tls.ts'
import { tcpConnector } from './tcp-connector.ts'

/** How `tlsConnector` dials and what it offers. */
export interface TlsConnectorOptions {
  /** Dials the connection that TLS runs over. Default: `tcpConnector()`. */
  readonly connector?: Connector
  /** The name to ask for (SNI). Default: the endpoint's own name, where it has one. */
  readonly serverName?: string
  /** Protocols to offer, the preferred first (ALPN). Default: none. */
  readonly alpn?: readonly string[]
  /** Milliseconds for the handshake where the dial is given no timeout. Default 5,000. */
  readonly timeout?: number
  readonly clock?: Clock
}

/**
 * A connector whose conversations run inside TLS; what the handshake told is in their `tls`. Nothing is verified.
 * Rejects with the dial's `DialFailure`, or with a `TlsFailure`.
 *
 * @example
 * const connection = await tlsConnector()({ address: '127.0.0.1', family: 4, port: 8443, transport: 'tcp' }, {})
 * console.log(connection.tls?.version)
 */
export function tlsConnector(options: TlsConnectorOptions = {}): Connector {
  const { connector = tcpConnector(), alpn, clock } = options
  return async (endpoint, dialOptions): Promise<Connection> => {
    const { signal, timeout = options.timeout ?? 5_000 } = dialOptions
    const serverName = options.serverName ?? endpoint.name
    // The hook for cheap cancelling ends the dial; from then on the signal ends the handshake.
    const ending = new AbortController()
    const end = (): void => ending.abort(signal?.reason)
    signal?.addEventListener('abort', end)
    dialOptions.onCancel?.(end)
    try {
      if (signal?.aborted === true) end()
      const raw = await connector(endpoint, { timeout, signal: ending.signal })
      return await startTls(raw, {
        timeout,
        signal: ending.signal,
        ...(serverName !== undefined && { serverName }),
        ...(alpn !== undefined && { alpn }),
        ...(clock !== undefined && { clock }),
      })
    } finally {
      signal?.removeEventListener('abort', end)
    }
  }
}
