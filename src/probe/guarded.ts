import type { Endpoint } from '../model/endpoint.ts'
import type { Outcome } from '../model/result.ts'
import type { Policy } from '../net/policy.ts'
import type { Rate } from '../net/rate.ts'
import { startingBy, startTry } from './start-try.ts'
import type { ProbeStrategy } from './strategy.ts'

export interface GuardOptions {
  /** The last look at the final address before anything is sent. */
  readonly permits?: Policy
  /** Counts each try. */
  readonly rate?: Rate
}

/** A strategy, ours or a stranger's, that contacts only what is permitted and counts against the rate. */
export function guarded(strategy: ProbeStrategy, { permits, rate }: GuardOptions): ProbeStrategy {
  if (permits === undefined && rate === undefined) return strategy
  const may = ({ address }: Endpoint): boolean => {
    if (permits?.(address) === false) return false
    // `probe-ports` sends only when the rate allows it, so there is no wait to observe.
    rate?.reserve(address)
    return true
  }
  return startingBy(
    (endpoint, attempt, told) => {
      if (may(endpoint)) startTry(strategy, endpoint, attempt, told)
      else queueMicrotask(() => told.ended(REFUSED))
    },
    {
      name: strategy.name,
      transport: strategy.transport,
      ...(strategy.open && { open: () => strategy.open!() }),
      ...(strategy.getsOn && { getsOn: (within) => strategy.getsOn!(within) }),
      rounds: (endpoint) => strategy.rounds?.(endpoint) ?? 0,
    },
  )
}

const REFUSED: Outcome = { state: 'none', reason: 'policy' }
