import type { Outcome, Verdict } from '../model/result.ts'
import type { Connection, Connector, DialFailure } from '../net/connection.ts'
import { outcomeOf } from '../net/outcome.ts'
import { tcpConnector } from '../net/tcp-connector.ts'
import type { ProbeStrategy } from './strategy.ts'

/** What `tcpConnect` dials with. */
export interface TcpConnectOptions {
  /** Default: `tcpConnector()`. */
  readonly connector?: Connector
}

/**
 * Open is who completes the handshake. One connection a try, reset at once, so that no TIME_WAIT stays behind.
 *
 * @example
 * scan('192.0.2.7', { strategy: { tcp: tcpConnect() } })
 */
export function tcpConnect(options: TcpConnectOptions = {}): ProbeStrategy {
  const { connector = tcpConnector() } = options
  return {
    name: 'tcp-connect',
    transport: 'tcp',
    probe: (endpoint, attempt) => connector(endpoint, attempt).then(opened, failed),
  }
}

const OPEN: Verdict = { state: 'open', reason: 'syn-ack' }

function opened(connection: Connection): Outcome {
  connection.close()
  return OPEN
}

function failed(failure: unknown): Outcome {
  return outcomeOf(failure as DialFailure)
}
