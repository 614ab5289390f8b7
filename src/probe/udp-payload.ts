import type { Exchange, Opening, Outcome, Payloads } from '../model/result.ts'
import type { Connection, Connector, DialFailure, DialOptions, Received } from '../net/connection.ts'
import { outcomeOf } from '../net/outcome.ts'
import { udpConnector } from '../net/udp-connector.ts'
import type { Attempt, ProbeStrategy } from './strategy.ts'

/** What `udpPayload` sends, and by what. */
export interface UdpPayloadOptions {
  /** Default: `udpConnector()`. */
  readonly connector?: Connector
  /** What to send, by endpoint and try. Default: an empty datagram, which few services answer. */
  readonly payloads?: Payloads
}

/**
 * Open is who answers: one datagram a try, over a socket of its own. "Port unreachable" is closed; what silence means
 * is decided after the last try. The answer is kept, so that the service can be named from it.
 *
 * @example
 * const payloads = payloadsFor(commonServices, { random: Math.random })
 * scan('192.0.2.7', { ports: 'U:53', strategy: { udp: udpPayload({ payloads }) } })
 */
export function udpPayload(options: UdpPayloadOptions = {}): ProbeStrategy {
  const { connector = udpConnector(), payloads } = options
  return {
    name: 'udp-payload',
    transport: 'udp',
    ...(payloads && { rounds: (endpoint) => payloads(endpoint).length }),
    async probe(endpoint, attempt) {
      const choice = payloads?.(endpoint) ?? []
      const make = choice[(attempt.number - 1) % choice.length]
      let connection: Connection
      try {
        connection = await connector(endpoint, make?.anyPort === true ? hearingAll(attempt) : attempt)
      } catch (failure) {
        return outcomeOf(failure as DialFailure, 'udp')
      }
      try {
        return await ask(connection, make?.() ?? EMPTY)
      } finally {
        connection.close()
      }
    },
  }
}

const NOTHING = new Uint8Array(0)
const EMPTY: Opening = { probe: 'listen', bytes: NOTHING }

/** How long to wait is the pacer's business: it cancels the try, and with it the read, long before. */
const FOREVER = 3_600_000

/** The same try, for an answer from any port. */
function hearingAll(attempt: Attempt): DialOptions {
  const options: DialOptions = attempt
  return {
    // Reading it may be what makes it.
    get signal() {
      return attempt.signal
    },
    onCancel: (cancel) => attempt.onCancel(cancel),
    onQueue: (queued) => options.onQueue?.(queued),
    anyPort: true,
  }
}

async function ask(connection: Connection, { probe, bytes: sent = NOTHING }: Opening): Promise<Outcome> {
  connection.write(sent)
  const received = await connection.read({ timeout: FOREVER })
  if (received.end !== 'data' && received.end !== 'full')
    return outcomeOf(
      received.failure ?? { code: received.end === 'reset' ? 'ECONNREFUSED' : 'ETIMEDOUT' },
      'udp',
    )
  return { state: 'open', reason: 'udp-response', exchanges: [exchangeOf(probe, sent, received)] }
}

function exchangeOf(probe: string, sent: Uint8Array, { bytes, truncated, rtt }: Received): Exchange {
  return { probe, sent, received: bytes, truncated, end: 'data', rtt }
}
