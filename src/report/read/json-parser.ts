import { parseJson } from './parse-json.ts'
import type { ReadRecord, ReportParser } from './report-parser.ts'
import { scanReport } from './report-shape.ts'
import { MOST_TEXT } from './report-text.ts'
import { atPlace, unreadable } from './report-trouble.ts'

/** Our own JSON: one value, which is held until it is whole. */
export function jsonParser(): ReportParser {
  const pieces: string[] = []
  let length = 0
  return {
    write(text) {
      length += text.length
      if (length > MOST_TEXT) {
        const start = { line: 1, position: 0 }
        throw unreadable(`expected no more than ${MOST_TEXT} characters of JSON; NDJSON may be longer`, start)
      }
      pieces.push(text)
      return []
    },
    *end(): Generator<ReadRecord> {
      const start = { line: 1, position: 0 }
      const value = parseJson(pieces.join(''), start)
      try {
        yield { kind: 'report', report: scanReport(value) }
      } catch (error) {
        throw atPlace(error, start)
      }
    },
  }
}
