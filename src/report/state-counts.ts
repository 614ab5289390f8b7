import type { StateCounts } from '../model/event.ts'
import type { PortResult } from '../model/result.ts'

type Counts = Record<string, Record<string, number>>

/** Both counts together, in a new object. */
export function addCounts(some: StateCounts, more: StateCounts): StateCounts {
  const sum: Counts = {}
  for (const counts of [some, more] as Counts[]) {
    for (const [state, reasons] of Object.entries(counts)) {
      const of = (sum[state] ??= {})
      for (const [reason, count] of Object.entries(reasons)) of[reason] = (of[reason] ?? 0) + count
    }
  }
  return sum
}

/** How many of these have which state, for which reason. */
export function countStates(ports: Iterable<Pick<PortResult, 'state' | 'reason'>>): StateCounts {
  const counts: Counts = {}
  for (const { state, reason } of ports) {
    const of = (counts[state] ??= {})
    of[reason] = (of[reason] ?? 0) + 1
  }
  return counts
}
