import type { StateCounts } from '../../model/event.ts'
import { formatPorts } from '../../model/format-ports.ts'
import { portCount } from '../../model/port-count.ts'
import type { PortSet } from '../../model/target.ts'
import type { HostView } from '../diff/host-view.ts'
import type { ListedHost } from '../diff/listed-hosts.ts'
import { portsOfKeys, setContains, setIncludes } from '../diff/port-key.ts'
import { addCounts } from '../state-counts.ts'
import { amountOf } from '../text-layout.ts'
import { unchecked, type Finding } from './finding.ts'
import { hasConditions, type HostRule } from './policy.ts'
import { portKeys } from './port-keys.ts'

/** What the report had to look at on a host, and does not say. */
export function hostCoverage(
  reports: ListedHost,
  view: HostView,
  rule: HostRule | undefined,
  scan: PortSet | undefined,
): Finding[] {
  const findings = [notScanned(view, rule, scan), noVerdict(reports, view), onlyCounted(reports)]
  if (reports.some(({ marks }) => marks?.includes('suspect') === true)) {
    findings.push(unchecked('results', 'suspect', 'the results are suspect: the canary of the scan failed'))
  }
  return findings.filter((finding) => finding !== undefined)
}

/** Ports with a state; one that this machine failed to ask has none. */
export function countVerdicts(reports: ListedHost, { scanned }: HostView): number {
  const { unknown: _unknown, ...states } = countsOf(reports)
  const total = Object.values(states).reduce((sum, reasons) => sum + sumOf(reasons), 0)
  return Math.min(total, portCount(scanned))
}

/** The ports that `scan` names, and those of which the entry asks more than that they may be open. */
function notScanned(
  { scanned }: HostView,
  rule: HostRule | undefined,
  scan: PortSet | undefined,
): Finding | undefined {
  const asked = (rule?.ports ?? []).filter((one) => one.required || hasConditions(one))
  const sets = [...(scan === undefined ? [] : [scan]), ...asked.map(({ ports }) => ports)]
  const unseen = sets.filter((ports) => !setContains(scanned, ports))
  const gaps = new Set(
    unseen.flatMap((ports) => [...portKeys(ports)].filter((key) => !setIncludes(scanned, key))),
  )
  // Such as a report of which hosts are there.
  if (gaps.size === 0 && portCount(scanned) > 0) return undefined
  if (gaps.size === 0) return unchecked('scanned', 'no port scanned', 'no port of it was scanned')
  const text = formatPorts(portsOfKeys([...gaps]))
  const were = gaps.size === 1 ? `port ${text} was` : `ports ${text} were`
  return unchecked('scanned', `${text} not scanned`, `${were} not scanned`)
}

function noVerdict(reports: ListedHost, view: HostView): Finding | undefined {
  const count = portCount(view.scanned) - countVerdicts(reports, view)
  if (count === 0) return undefined
  const text = `${amountOf(count, 'port')} without a verdict`
  return unchecked('a verdict for each port', text, `${amountOf(count, 'port')} got no verdict`)
}

/** A report may be of other states alone, such as `states: ['filtered']`. */
function onlyCounted(reports: ListedHost): Finding | undefined {
  const listed = reports.flatMap(({ ports }) => ports).filter(({ state }) => state === 'open').length
  const count = sumOf(countsOf(reports).open) - listed
  if (count <= 0) return undefined
  const text = `${amountOf(count, 'open port')} only counted`
  const says = `${amountOf(count, 'port')} of it ${count === 1 ? 'is' : 'are'} open, and the report does not list which`
  return unchecked('a list of the open ports', text, says)
}

function countsOf(reports: ListedHost): StateCounts {
  return reports.reduce<StateCounts>((sum, { counts }) => addCounts(sum, counts), {})
}

function sumOf(reasons: StateCounts['open'] = {}): number {
  return Object.values(reasons).reduce((sum, count) => sum + count, 0)
}
