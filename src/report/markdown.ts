import type { SkipReason } from '../model/event.ts'
import type { HostReport, ScanReport } from '../model/report.ts'
import type { PortResult } from '../model/result.ts'
import type { PortSpec } from '../model/target.ts'
import { gatherReport, type ReportGatherer } from './gather-report.ts'
import { markdownCode, markdownTable, markdownWords } from './markdown-text.ts'
import type { ReportTail, ReportWriter } from './report-writer.ts'
import { addCounts } from './state-counts.ts'
import { skippedText, UNTOLD, warningText } from './text.ts'
import { amount, amountOf, countsText, durationText } from './text-layout.ts'
import { portCells } from './text-port.ts'
import { NO_TIME } from './told-time.ts'

/** Longer lists are for programs. */
const MAX_NOTES = 100

/**
 * For a pull request, an issue or a wiki: a table of ports for each host, in order of address, written when the scan is
 * over. Whatever peers have sent stands in code spans.
 */
export function markdownWriter(): ReportWriter {
  let gatherer: ReportGatherer | undefined
  return {
    begin(head) {
      gatherer = gatherReport(head)
      return ''
    },
    event(event) {
      // What was said on the wire is not shown, and need not be held.
      gatherer?.add(event.kind === 'port' ? withoutExchanges(event) : event)
      return ''
    },
    end: (tail) => (gatherer === undefined ? [] : markdownPieces(gatherer.finish(tail), tail)),
  }
}

function withoutExchanges({ exchanges: _exchanges, ...port }: PortResult): PortResult {
  return port
}

function* markdownPieces(report: ScanReport, tail: ReportTail): Generator<string> {
  const { hosts, skipped, warnings } = report
  yield* headLines(report, tail)
  for (const host of hosts) yield* hostSection(host)
  yield* quietHosts(hosts)
  const told = skipped.filter(({ reason }) => !UNTOLD.includes(reason))
  if (skipped.length > 0) yield `## Skipped\n\n${skippedCounts(report)}\n\n`
  yield* notes(told.map(skippedText))
  if (warnings.length > 0) yield '## Warnings\n\n'
  yield* notes(warnings.map(warningText))
}

function* headLines({ version, started, options }: ScanReport, tail: ReportTail): Generator<string> {
  const { stats, interrupted } = tail
  const { ports: spec = [] } = options as { readonly ports?: PortSpec }
  const asked = [spec].flat().join(',')
  const ports = asked === '' ? '' : `, ports ${markdownCode(asked)}`
  const cut = interrupted === true ? 'interrupted after ' : ''
  const size = `${amountOf(stats.hosts, 'host')}, ${amountOf(stats.done, 'port')}`
  const states = countsText(stats.states)
  yield '# Port scan\n\n'
  const when = started === NO_TIME ? '' : `, ${markdownCode(started)}`
  yield `${markdownCode(`portscan-core ${version}`)}${when}${ports}\n\n`
  yield `${cut}${size} in ${durationText(stats.elapsed)}${states === '' ? '' : `: ${markdownWords(states)}`}\n\n`
}

function* hostSection({ address, name, names = [], ports, ...host }: HostReport): Generator<string> {
  if (ports.length === 0) return
  const known = [...new Set([name, ...names])].filter((text) => text !== undefined && text !== address)
  const label = known.length === 0 ? '' : ` (${known.map((text) => markdownCode(text!)).join(', ')})`
  const facts = [
    markdownWords(countsText(host.counts)),
    host.unprobed > 0 ? `${amount(host.unprobed)} not probed` : '',
    markdownCode([host.mac, host.vendor].filter(Boolean).join(' ')),
    markdownWords((host.marks ?? []).join(', ')),
  ].filter((fact) => fact !== '')
  yield `## ${markdownCode(address)}${label}\n\n`
  if (facts.length > 0) yield `${facts.join(', ')}\n\n`
  yield* markdownTable(['port', 'state', 'service', 'details'], ports.map(portRow))
  yield '\n'
}

function portRow(result: PortResult): string[] {
  const { port, state, reason, service, facts } = portCells(result)
  const why = reason === '' ? '' : ` (${reason})`
  return [markdownCode(port), markdownWords(`${state}${why}`), markdownCode(service), markdownCode(facts)]
}

function* quietHosts(hosts: readonly HostReport[]): Generator<string> {
  const quiet = hosts.filter(({ ports }) => ports.length === 0)
  if (quiet.length === 0) return
  const counts = quiet.reduce((sum, host) => addCounts(sum, host.counts), {})
  yield `${amountOf(quiet.length, 'host')} without such a port: ${markdownWords(countsText(counts))}\n\n`
}

function skippedCounts({ skipped }: ScanReport): string {
  const counts = new Map<SkipReason, number>()
  for (const { reason } of skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].map(([reason, count]) => markdownWords(`${amount(count)} ${reason}`)).join(', ')
}

function* notes(lines: readonly string[]): Generator<string> {
  for (const line of lines.slice(0, MAX_NOTES)) yield `- ${markdownCode(line)}\n`
  if (lines.length > MAX_NOTES) yield `- ${amount(lines.length - MAX_NOTES)} more\n`
  if (lines.length > 0) yield '\n'
}
