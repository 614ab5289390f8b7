import type { StateCounts } from '../model/event.ts'

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
