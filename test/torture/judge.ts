import { expect } from 'vitest'
import type { ScanEvent } from '../../src/model/event.ts'
import { INJECTED, type PlannedFault } from './fault-plan.ts'
import { ABORTED, isWhole, stateOf, type Ending } from './tortured-scan.ts'

/** What must hold however a scan was tortured: right results, and one error or none. */
export function judge(ending: Ending, { call, fault }: PlannedFault): void {
  const { events, error, hung, plan } = ending
  expect(plan.struck).toBe(true)
  expectTrueResults(events)
  // How long a source of targets thinks is its own business; everything else has a time-out.
  expect(hung).toBe(call === 'next' && fault === 'hangs')
  if (hung || fault === 'late' || fault === 'aborts') expect(error).toBe(ABORTED)
  else if (error !== undefined) expect(error).toBe(INJECTED)
  else if (!isWhole(events)) expect(troubles(events)).toBeGreaterThan(TROUBLES)
  if (fault === 'twice') expect([error, isWhole(events)]).toEqual([undefined, true])
}

/** The one name that leads nowhere, in every run. */
const TROUBLES = 1

function troubles(events: readonly ScanEvent[]): number {
  return events.filter((event) => event.kind === 'skipped' && event.error !== undefined).length
}

/** No port twice, and none with a state that is not its own. */
function expectTrueResults(events: readonly ScanEvent[]): void {
  const seen = new Set<string>()
  for (const event of events) {
    if (event.kind !== 'port') continue
    const name = `${event.address}:${String(event.port)}`
    expect(seen.has(name), `${name} came twice`).toBe(false)
    seen.add(name)
    expect([name, event.state]).toEqual([name, stateOf(event.port)])
  }
}
