import type { Endpoint } from '../model/endpoint.ts'
import type { Attempt, ProbeStrategy, TryEnd } from './strategy.ts'

type Start = (endpoint: Endpoint, attempt: Attempt, told: TryEnd) => void

/** Begins one try by a strategy, whichever way it tells what it saw. */
export function startTry(strategy: ProbeStrategy, endpoint: Endpoint, attempt: Attempt, told: TryEnd): void {
  if (strategy.start !== undefined) return strategy.start(endpoint, attempt, told)
  strategy.probe(endpoint, attempt).then(
    (outcome) => told.ended(outcome),
    (error: unknown) => told.broke(error),
  )
}

/** A strategy that tells without a promise, and by one where that is asked for. */
export function startingBy(start: Start, rest: Omit<ProbeStrategy, 'probe' | 'start'>): ProbeStrategy {
  const strategy: ProbeStrategy = {
    ...rest,
    probe: (endpoint, attempt) =>
      new Promise((resolve, reject) => start(endpoint, attempt, { ended: resolve, broke: reject })),
  }
  // Not enumerable: a copy that puts another `probe` in the place of this one must not go past it.
  return Object.defineProperty(strategy, 'start', { value: start })
}
