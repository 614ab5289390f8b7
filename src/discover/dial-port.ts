import type { ResolvedHost } from '../model/host.ts'
import type { Outcome, Reason } from '../model/result.ts'
import type { DialFailure } from '../net/connection.ts'
import { outcomeOf } from '../net/outcome.ts'
import type { DiscoverTools } from './discoverer.ts'

/** What one dial told of the host. `barred`: no dial to it will ever tell. `unasked`: ours failed, another may not. */
export interface Answer {
  readonly port: number
  readonly verdict: 'up' | 'unreachable' | 'silent' | 'barred' | 'unasked'
  readonly reason?: Reason
  /** Milliseconds. */
  readonly rtt: number
}

/** Dials one port and closes again at once. Never rejects. */
export async function dialPort(
  { address, family, name }: ResolvedHost,
  port: number,
  timeout: number,
  { connector, clock, signal }: Pick<DiscoverTools, 'connector' | 'clock' | 'signal'>,
): Promise<Answer> {
  let sentAt = clock.now()
  // Waiting for a slot or for the rate is no round trip.
  const onQueue = (queued: boolean): void => {
    if (!queued) sentAt = clock.now()
  }
  const endpoint = { address, family, port, transport: 'tcp', ...(name !== undefined && { name }) } as const
  const outcome = await connector(endpoint, { timeout, signal, onQueue }).then(
    (connection): Outcome => {
      connection.close()
      return { state: 'open', reason: 'syn-ack' }
    },
    (failure: unknown) => outcomeOf(failure as DialFailure),
  )
  const rtt = clock.now() - sentAt
  const verdict = verdictOf(outcome)
  return outcome.state === 'none' ? { port, verdict, rtt } : { port, verdict, rtt, reason: outcome.reason }
}

function verdictOf({ state, reason }: Outcome): Answer['verdict'] {
  if (state === 'open' || state === 'closed') return 'up'
  if (state === 'filtered') return reason === 'no-response' ? 'silent' : 'unreachable'
  return reason === 'no-route' || reason === 'policy' ? 'barred' : 'unasked'
}
