import type { RateBounds } from './rate-control.ts'
import type { RetryBounds } from './retry-rule.ts'
import type { TimeoutBounds } from './rtt-estimator.ts'

/** How one host may be loaded. */
export interface PathBounds {
  /** Tries in flight to one host, at most. */
  readonly perHost: number
  /**
   * Tries in flight to one host on a near way that answers, at most: as many as those who dial keep up with. More would
   * only wait in our own queue. Asked for each try. Default 128, which is what one thread keeps up with.
   */
  readonly near?: () => number
  readonly timeout: TimeoutBounds
  readonly retries: RetryBounds
  readonly rate: RateBounds
}
