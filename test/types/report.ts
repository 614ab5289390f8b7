// An application that keeps what a scan found: must compile against the types that are built.
import { scan, type ScanReport } from 'portscan-core'
import { csvWriter, gatherReport, jsonWriter, writeReport, type ReportWriter } from 'portscan-core/report'

/** The report of the library is the report of the writers. */
export async function asCsv(target: string): Promise<string> {
  const report: ScanReport = await scan(target, { ports: '22' }).report()
  return [...writeReport(report, csvWriter())].join('')
}

/** So are its events, one by one. */
export async function* asJson(target: string): AsyncGenerator<string> {
  const writer: ReportWriter = jsonWriter()
  const run = scan(target)
  const started = new Date().toISOString()
  yield writer.begin({ version: '1', started, options: {}, scanned: '22' })
  const gatherer = gatherReport({ version: '1', started, options: {}, scanned: '22' })
  for await (const event of run.events()) {
    gatherer.add(event)
    yield writer.event(event)
  }
  yield* writer.end({ finished: new Date().toISOString(), stats: run.stats })
}
