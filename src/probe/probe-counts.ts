import type { PortState, Reason } from '../model/result.ts'
import { RttHistogram } from './rtt-histogram.ts'

/** What `probe-ports` counts as it goes; whoever made it may read it at any time. */
export class ProbeCounts {
  /** Tries sent. */
  sent = 0
  /** Tries that were answered. */
  answered = 0
  /** Tries after the first of their port. */
  retried = 0
  /** Ports with a state. */
  done = 0
  /** Ports that never got a verdict. */
  unprobed = 0
  /** Hosts whose last port is done. */
  hosts = 0
  inFlight = 0
  readonly states: Partial<Record<PortState, Partial<Record<Reason, number>>>> = {}
  readonly rtt = new RttHistogram()

  verdict(state: PortState, reason: Reason): void {
    this.done++
    const reasons = (this.states[state] ??= {})
    reasons[reason] = (reasons[reason] ?? 0) + 1
  }
}
