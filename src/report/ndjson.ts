import type { ReportRecord } from '../model/record.ts'
import { jsonText } from './json-text.ts'
import type { ReportWriter } from './report-writer.ts'

/**
 * One event of the scan a line, as JSON (https://github.com/ndjson/ndjson-spec): `port`, `host`, `skipped`, `warning`,
 * told apart by `kind`, with the field names of the events themselves. The first line and the last one are of the kind
 * `scan`: what makes a report of the events.
 */
export function ndjsonWriter(): ReportWriter {
  return {
    begin: (head) => line({ kind: 'scan', status: 'started', ...head }),
    event: line,
    end: (tail) => [line({ kind: 'scan', status: 'finished', ...tail })],
  }
}

function line(record: ReportRecord): string {
  return `${jsonText(record)}\n`
}
