import type { ScanEvent } from '../../model/event.ts'
import type { ScanReport } from '../../model/report.ts'
import { reportEvents } from '../write-report.ts'
import { RecordGatherer } from './record-gatherer.ts'
import { readRecords, type ReadOptions } from './read-records.ts'
import { boundedText, type ReportText } from './report-text.ts'

/**
 * Reads a report: our JSON and NDJSON, XML of nmap, masscan or our own, JSON of masscan. `source` is its text, bytes, or a
 * stream of these; a string never opens a file, `readReportFile` does. A scan that was killed while it wrote is read as far
 * as it got, and a warning (`report-incomplete`) says so; what another program says and we have no word for is told by
 * `report-unclear`. Numbers that a format does not have are 0.
 *
 * @throws ScanError `ERR_REPORT` for what is no report, or one of more than 256 Mi characters (`readEvents` reads those)
 * @example
 * const before = await readReport(await readFile('monday.xml'))
 * const diff = diffReports(before, await scan('192.0.2.0/24').report())
 */
export async function readReport(source: ReportText, options: ReadOptions = {}): Promise<ScanReport> {
  const gatherer = new RecordGatherer()
  for await (const record of readRecords(boundedText(source), options)) {
    if (record.kind === 'report') return record.report
    gatherer.add(record)
  }
  return gatherer.report()
}

/**
 * The events of a report one by one, of any length, in any format that `readReport` reads: nothing is held but what is just
 * read, except for JSON, which is one value. masscan's ports come as often as it tells of them.
 *
 * @throws ScanError `ERR_REPORT`
 * @example
 * for await (const event of readEvents(createReadStream('scan.ndjson'))) {
 *   if (event.kind === 'port' && event.state === 'open') console.log(event.address, event.port)
 * }
 */
export async function* readEvents(
  source: ReportText,
  options: ReadOptions = {},
): AsyncGenerator<ScanEvent, void, undefined> {
  for await (const record of readRecords(source, options)) {
    options.signal?.throwIfAborted()
    if (record.kind === 'report') yield* reportEvents(record.report)
    else if (record.kind !== 'scan') yield record
  }
}
