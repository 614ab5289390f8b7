import type { StateCounts } from '../../model/event.ts'
import { portCount } from '../../model/port-count.ts'
import type { PortResult, PortState } from '../../model/result.ts'
import type { PortSet } from '../../model/target.ts'
import { addCounts } from '../state-counts.ts'
import type { ListedHost } from './listed-hosts.ts'
import { portKey, setIncludes, type PortKey, type ReadPorts } from './port-key.ts'

/** What one report knows of one host. */
export interface HostView {
  /** The results that are listed, one a port. */
  readonly listed: ReadonlyMap<PortKey, PortResult>
  /** All ports that were scanned, also those that are only counted. */
  readonly scanned: PortSet
  /** The states that ports which are scanned and not listed may have: one where it is sure; none where nothing is. */
  readonly rest: readonly PortState[]
  /** A port of it has answered: it is open, or refuses. */
  readonly answered: boolean
  /** Each port that was scanned has a verdict. */
  readonly complete: boolean
  /** Found by who looked for hosts, or by its hardware address, whatever its ports say. */
  readonly found: boolean
  readonly mac?: string
}

/** Why a report that lists a host says nothing of a port of it. */
export type Unknown = 'not-scanned' | 'no-verdict'

export function viewHost(reports: ListedHost, readPorts: ReadPorts): HostView {
  const results = reports.flatMap(({ ports }) => ports)
  const scanned = readPorts(reports.map((report) => report.scanned).join(' or '))
  const counts = reports.reduce<StateCounts>((sum, report) => addCounts(sum, report.counts), {})
  const states = totals(counts)
  const unprobed = reports.reduce((sum, report) => sum + report.unprobed, 0)
  const complete = unprobed === 0 && sumOf(states) >= portCount(scanned)
  const mac = reports.find((report) => report.mac !== undefined)?.mac
  return {
    listed: onePerPort(results),
    scanned,
    rest: complete ? restStates(states, results) : [],
    answered: [...states.keys(), ...results.map(({ state }) => state)].some(isAnswer),
    complete,
    found: mac !== undefined || reports.some(({ reason }) => reason !== undefined),
    ...(mac !== undefined && { mac }),
  }
}

/** The state of a port; several where the report only counts, and it is one of them. */
export function statesOf(view: HostView, key: PortKey): readonly PortState[] | Unknown {
  const result = view.listed.get(key)
  // This machine failed: that says nothing of the port.
  if (result !== undefined) return result.state === 'unknown' ? 'no-verdict' : [result.state]
  if (!setIncludes(view.scanned, key)) return 'not-scanned'
  return view.rest.length === 0 ? 'no-verdict' : view.rest
}

function isAnswer(state: PortState): boolean {
  return state === 'open' || state === 'closed'
}

/** A port that was scanned twice, as that of a host given twice, is open if it ever was. */
function onePerPort(results: readonly PortResult[]): Map<PortKey, PortResult> {
  const ports = new Map<PortKey, PortResult>()
  for (const result of results) {
    const key = portKey(result)
    if (result.state === 'open' || ports.get(key)?.state !== 'open') ports.set(key, result)
  }
  return ports
}

function totals(counts: StateCounts): Map<PortState, number> {
  const states = new Map<PortState, number>()
  for (const [state, reasons] of Object.entries(counts) as [PortState, Record<string, number>][]) {
    const total = Object.values(reasons).reduce((sum, count) => sum + count, 0)
    if (total > 0) states.set(state, total)
  }
  return states
}

function sumOf(states: ReadonlyMap<PortState, number>): number {
  return [...states.values()].reduce((sum, count) => sum + count, 0)
}

function restStates(states: ReadonlyMap<PortState, number>, results: readonly PortResult[]): PortState[] {
  const left = new Map(states)
  for (const { state } of results) left.set(state, (left.get(state) ?? 0) - 1)
  const rest = [...left].filter(([, count]) => count > 0).map(([state]) => state)
  return rest.includes('unknown') ? [] : rest
}
