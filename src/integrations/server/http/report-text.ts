import { formatPorts, parsePorts, version, type ScanStats, type StateCounts } from 'portscan-core'
import {
  csvWriter,
  grepableWriter,
  htmlWriter,
  jsonWriter,
  markdownWriter,
  ndjsonWriter,
  textWriter,
  xmlWriter,
  type ReportHead,
  type ReportWriter,
} from 'portscan-core/report'
import type { HostProgress, HostResult, StoredScan } from '../model.ts'
import { hostReports } from './host-reports.ts'

interface Format {
  readonly type: string
  readonly ending: string
  readonly writer: () => ReportWriter
}

/** Every format that reports are written in. */
export const REPORT_FORMATS = {
  json: { type: 'application/json; charset=utf-8', ending: 'json', writer: jsonWriter },
  ndjson: { type: 'application/x-ndjson; charset=utf-8', ending: 'ndjson', writer: ndjsonWriter },
  csv: { type: 'text/csv; charset=utf-8', ending: 'csv', writer: csvWriter },
  xml: { type: 'application/xml; charset=utf-8', ending: 'xml', writer: xmlWriter },
  text: { type: 'text/plain; charset=utf-8', ending: 'txt', writer: () => textWriter() },
  grepable: { type: 'text/plain; charset=utf-8', ending: 'gnmap', writer: grepableWriter },
  markdown: { type: 'text/markdown; charset=utf-8', ending: 'md', writer: markdownWriter },
  html: { type: 'text/html; charset=utf-8', ending: 'html', writer: () => htmlWriter() },
} as const satisfies Record<string, Format>

export type ReportFormat = keyof typeof REPORT_FORMATS

/** An ended scan as a report, in pieces, host by host as the store gives them. */
export async function* reportText(
  scan: StoredScan,
  hosts: readonly HostProgress[],
  results: AsyncIterable<HostResult>,
  format: ReportFormat,
): AsyncGenerator<string> {
  const writer = REPORT_FORMATS[format].writer()
  yield writer.begin(headOf(scan))
  for (const { host, error } of hosts) {
    if (error === undefined) continue
    yield writer.event({
      kind: 'warning',
      code: 'report-incomplete',
      target: host,
      message: `${host}: ${error}`,
    })
  }
  const total = { states: {} as Record<string, Record<string, number>>, hosts: 0 }
  for await (const result of results) {
    addTo(total.states, result.counts)
    for (const { ports, counts, unprobed, scanned, ...facts } of hostReports(result)) {
      total.hosts++
      for (const port of ports) yield writer.event(port)
      yield writer.event({ kind: 'host', status: 'finished', ...facts, counts, unprobed, scanned })
    }
  }
  const finished = scan.finished_at ?? scan.created_at
  const interrupted = scan.status !== 'done'
  yield* writer.end({ finished, stats: statsOf(scan, total), ...(interrupted && { interrupted }) })
}

function headOf({ request, started_at, created_at }: StoredScan): ReportHead {
  const { hosts: _hosts, ports, udp, ...options } = request
  return {
    version,
    started: started_at ?? created_at,
    options: { ports, udp, ...options },
    scanned: formatPorts(parsePorts(ports, { udp })),
  }
}

function addTo(sum: Record<string, Record<string, number>>, counts: StateCounts): void {
  for (const [state, reasons] of Object.entries(counts)) {
    const into = (sum[state] ??= {})
    for (const [reason, count] of Object.entries(reasons)) into[reason] = (into[reason] ?? 0) + count
  }
}

/** As far as it is kept: nobody wrote down each try. */
function statsOf(
  scan: StoredScan,
  total: { readonly states: StateCounts; readonly hosts: number },
): ScanStats {
  const done = Object.values(total.states)
    .flatMap((reasons) => Object.values(reasons))
    .reduce((sum, count) => sum + count, 0)
  const elapsed = Date.parse(scan.finished_at ?? '') - Date.parse(scan.started_at ?? '')
  return {
    engine: scan.request.backends[0] === 'native' ? 'native' : 'node',
    sent: done,
    answered: done,
    retried: 0,
    states: total.states,
    done,
    unprobed: 0,
    skipped: 0,
    hosts: total.hosts,
    inFlight: 0,
    rate: 0,
    elapsed: Number.isFinite(elapsed) ? Math.max(0, elapsed) : 0,
    rtt: {},
  }
}
