import type { Exchange, Opener, Opening, Outcome } from '../model/result.ts'
import type { Connection, Connector, DialFailure } from '../net/connection.ts'
import { outcomeOf } from '../net/outcome.ts'
import { tcpConnector } from '../net/tcp-connector.ts'
import type { Attempt, ProbeStrategy } from './strategy.ts'

/** What `tcpBanner` dials with, says first, and waits for. */
export interface TcpBannerOptions {
  /** Default: `tcpConnector()`. */
  readonly connector?: Connector
  /** The dialogue's first step, by endpoint; `undefined` from it means none. Default: listen for a greeting. */
  readonly opener?: Opener
  /** Milliseconds to wait for the peer's words; default six round trips, at least 350. */
  readonly patience?: number
}

/**
 * Like `tcp-connect`, and keeps what the peer says: its greeting, or its answer to the opener's words. State and
 * first exchange cost one connection; the pacer hears of the state at the handshake.
 *
 * @example
 * scan('192.0.2.7', { strategy: { tcp: tcpBanner() } })
 */
export function tcpBanner(options: TcpBannerOptions = {}): ProbeStrategy {
  const { connector = tcpConnector(), opener = () => LISTEN, patience } = options
  return {
    name: 'tcp-banner',
    transport: 'tcp',
    async probe(endpoint, attempt) {
      let connection: Connection
      try {
        connection = await connector(endpoint, attempt)
      } catch (failure) {
        return outcomeOf(failure as DialFailure)
      }
      try {
        attempt.answered()
        const opening = attempt.stateOnly === true ? undefined : opener(endpoint)
        if (opening === undefined) return OPEN
        return await converse(connection, opening, attempt, patience ?? Math.max(6 * connection.rtt, 350))
      } finally {
        connection.close()
      }
    },
  }
}

const OPEN = { state: 'open', reason: 'syn-ack' } as const
const LISTEN: Opening = { probe: 'listen' }
const NOTHING = new Uint8Array(0)

async function converse(
  connection: Connection,
  opening: Opening,
  attempt: Attempt,
  timeout: number,
): Promise<Outcome> {
  attempt.onCancel(() => connection.close())
  const { probe, bytes: sent = NOTHING, enough } = opening
  connection.write(sent)
  const { bytes, truncated, end, rtt } = await connection.read({ timeout, ...(enough && { enough }) })
  const exchange: Exchange = {
    probe,
    sent,
    received: bytes,
    truncated: truncated || end === 'full',
    end: end === 'full' ? 'data' : end,
    rtt,
  }
  return { ...OPEN, exchanges: [exchange] }
}
