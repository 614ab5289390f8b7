import type { ReportRecord } from '../../model/record.ts'
import { hostEvent, skipped, warning } from './event-shapes.ts'
import { LineSplitter, type Line } from './line-splitter.ts'
import { parseJson } from './parse-json.ts'
import type { ReadRecord, ReportParser } from './report-parser.ts'
import { scanEnd, scanStart } from './report-shape.ts'
import { atPlace, incomplete } from './report-trouble.ts'
import { portResult } from './result-shape.ts'
import { mismatch, object, wordOf, type Shape } from './shape.ts'

/** Our own NDJSON, a record a line. What a killed scan left is read up to its last whole line. */
export function ndjsonParser(): ReportParser {
  const lines = new LineSplitter()
  let open = false
  const read = (line: Line): ReportRecord => {
    const value = parseJson(line.text, line)
    try {
      const record = reportRecord(value)
      if (record.kind === 'scan') open = record.status === 'started'
      return record
    } catch (error) {
      throw atPlace(error, line, line.text)
    }
  }
  return {
    *write(text) {
      for (const line of lines.write(text)) if (line.text.trim() !== '') yield read(line)
    },
    *end(): Generator<ReadRecord> {
      const last = lines.end()
      const text = last.text.trim()
      if (text.endsWith('}')) yield read(last)
      else if (text !== '') open = true
      if (open)
        yield incomplete('the scan that wrote this report came to no end: what it had found until then')
    },
  }
}

const SHAPES: Readonly<Record<ReportRecord['kind'], Shape<ReportRecord>>> = {
  port: portResult,
  host: hostEvent,
  skipped,
  warning,
  scan: (value) => (object(value)['status'] === 'finished' ? scanEnd(value) : scanStart(value)),
}

const kindOf = wordOf<ReportRecord['kind']>({
  port: true,
  host: true,
  skipped: true,
  warning: true,
  scan: true,
})

function reportRecord(value: unknown): ReportRecord {
  const { kind } = object(value)
  if (kind === undefined) return mismatch("a record with its 'kind'", value)
  return SHAPES[kindOf(kind)](value)
}
