import type { Clock } from '../model/clock.ts'
import type { Exchange, Opener, Opening } from '../model/result.ts'
import type { Connection, Connector, DialFailure, ReadEnd } from '../net/connection.ts'
import { outcomeOf } from '../net/outcome.ts'
import { startTls, type TlsFailure } from '../net/start-tls.ts'
import type { TlsConnection } from '../net/tls-connection.ts'
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
  /** For the deadline of a TLS handshake. Default: the system's. */
  readonly clock?: Clock
}

/**
 * Like `tcp-connect`, and keeps what the peer says: its greeting, or its answer to the opener's words, said inside TLS
 * where the opener wants that. State and first exchange cost one connection; the pacer hears of the state at the (TCP)
 * handshake.
 *
 * @example
 * scan('192.0.2.7', { strategy: { tcp: tcpBanner() } })
 */
export function tcpBanner(options: TcpBannerOptions = {}): ProbeStrategy {
  const { connector = tcpConnector(), opener = () => LISTEN, patience, clock } = options
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
        const talk = { opening, attempt, clock, patience: patience ?? Math.max(6 * connection.rtt, 350) }
        const exchanges = await (opening.tls === undefined
          ? say(connection, talk)
          : saySecured(connection, talk))
        return { ...OPEN, exchanges }
      } finally {
        connection.close()
      }
    },
  }
}

const OPEN = { state: 'open', reason: 'syn-ack' } as const
const LISTEN: Opening = { probe: 'listen' }
const NOTHING = new Uint8Array(0)

interface Talk {
  readonly opening: Opening
  readonly attempt: Attempt
  readonly patience: number
  readonly clock: Clock | undefined
}

async function say(connection: Connection, { opening, attempt, patience }: Talk): Promise<Exchange[]> {
  attempt.onCancel(() => connection.close())
  const { probe, bytes: sent = NOTHING, enough } = opening
  connection.write(sent)
  const answer = await connection.read({ timeout: patience, ...(enough && { enough }) })
  const { bytes: received, truncated, end, rtt } = answer
  const { tls } = connection
  return [
    {
      probe,
      sent,
      received,
      truncated: truncated || end === 'full',
      end: endOf(end),
      rtt,
      ...(tls !== undefined && { tls }),
    },
  ]
}

/** The handshake is an exchange too, whether it succeeds or not. */
async function saySecured(raw: Connection, talk: Talk): Promise<Exchange[]> {
  const { opening, attempt, patience: timeout, clock } = talk
  const { name: serverName } = raw.endpoint
  let secured: TlsConnection
  try {
    secured = await startTls(raw, {
      timeout,
      signal: attempt.signal,
      alpn: opening.tls?.alpn ?? [],
      ...(serverName !== undefined && { serverName }),
      ...(clock !== undefined && { clock }),
    })
  } catch (error) {
    const { handshake, session, end } = error as TlsFailure
    return [{ probe: 'tls', ...handshake, sent: NOTHING, end: endOf(end), tls: session }]
  }
  try {
    const handshake = { probe: 'tls', ...secured.handshake, sent: NOTHING, tls: secured.tls }
    return [{ ...handshake, end: 'data' }, ...(await say(secured, talk))]
  } finally {
    secured.close()
  }
}

function endOf(end: ReadEnd): Exchange['end'] {
  return end === 'full' ? 'data' : end
}
