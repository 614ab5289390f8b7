import type { ScanEvent } from '../model/event.ts'
import type { HostReport, ScanReport } from '../model/report.ts'
import type { ReportWriter } from './report-writer.ts'

/**
 * A finished report in the format of `writer`, in pieces.
 *
 * @example
 * await writeFile('scan.csv', writeReport(await scan('192.0.2.0/28').report(), csvWriter()))
 */
export function* writeReport(report: ScanReport, writer: ReportWriter): Generator<string> {
  const { version, started, finished, options, stats } = report
  yield writer.begin({ version, started, options, scanned: specsOf(report).join(' or ') })
  for (const event of reportEvents(report)) yield writer.event(event)
  yield* writer.end({ finished, stats })
}

/** The events that a report was made of, in its order: skipped and warnings, then each host with its ports. */
export function* reportEvents(report: ScanReport): Generator<ScanEvent> {
  yield* report.warnings
  yield* report.skipped
  const alike = specsOf(report).length < 2
  for (const host of report.hosts) {
    yield* host.ports
    yield hostEvent(host, alike)
  }
}

/** `alike`: all hosts were scanned on the same ports. */
function hostEvent({ ports: _ports, scanned, ...facts }: HostReport, alike: boolean): ScanEvent {
  return { kind: 'host', status: 'finished', ...facts, ...(!alike && { scanned }) }
}

function specsOf(report: ScanReport): string[] {
  return [...new Set(report.hosts.map((host) => host.scanned))]
}
