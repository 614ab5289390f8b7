import type { Skipped, StateCounts } from '../../model/event.ts'
import type { HostReport } from '../../model/report.ts'
import type { ScanStats } from '../../model/stats.ts'
import { addCounts } from '../state-counts.ts'

/** What a report itself tells of how its scan went; what it does not tell is 0. `elapsed` in milliseconds. */
export function statsOf(
  hosts: readonly HostReport[],
  skipped: readonly Skipped[],
  elapsed: number,
): ScanStats {
  const states = hosts.reduce<StateCounts>((sum, { counts }) => addCounts(sum, counts), {})
  const counted = Object.values(states).flatMap((reasons) => Object.values(reasons))
  return {
    engine: 'node',
    sent: 0,
    answered: 0,
    retried: 0,
    states,
    done: counted.reduce((sum, count) => sum + count, 0),
    unprobed: hosts.reduce((sum, { unprobed }) => sum + unprobed, 0),
    skipped: skipped.length,
    hosts: hosts.length,
    inFlight: 0,
    rate: 0,
    elapsed,
    rtt: {},
  }
}
