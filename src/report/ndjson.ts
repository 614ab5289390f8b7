import { jsonText } from './json-text.ts'
import type { ReportWriter } from './report-writer.ts'

/**
 * One event of the scan a line, as JSON (https://github.com/ndjson/ndjson-spec): `port`, `host`, `skipped`, `warning`,
 * told apart by `kind`, with the field names of the events themselves.
 */
export function ndjsonWriter(): ReportWriter {
  return {
    begin: () => '',
    event: (event) => `${jsonText(event)}\n`,
    end: () => [],
  }
}
