import type { Verdict } from '../model/result.ts'
import type { PendingPort } from './host-lane.ts'

/** A verdict that waits until more is known, before it becomes a result. */
export interface HeldResult {
  readonly port: PendingPort
  readonly verdict: Verdict
  readonly rtt: number
}
