import type { RateBounds } from './rate-control.ts'
import type { RetryBounds } from './retry-rule.ts'
import type { TimeoutBounds } from './rtt-estimator.ts'

/** How one host may be loaded. */
export interface PathBounds {
  /** Tries in flight to one host, at most. */
  readonly perHost: number
  readonly timeout: TimeoutBounds
  readonly retries: RetryBounds
  readonly rate: RateBounds
}
