import { gatherReport, type ReportGatherer } from './gather-report.ts'
import type { ScanReport } from '../model/report.ts'
import { jsonText } from './json-text.ts'
import type { ReportWriter } from './report-writer.ts'

/** The whole `ScanReport` as one JSON value, written when the scan is over; one host a line. */
export function jsonWriter(): ReportWriter {
  let gatherer: ReportGatherer | undefined
  return {
    begin(head) {
      gatherer = gatherReport(head)
      return ''
    },
    event(event) {
      gatherer?.add(event)
      return ''
    },
    end: (tail) => (gatherer === undefined ? [] : jsonPieces(gatherer.finish(tail))),
  }
}

/** A `ScanReport` as JSON, in pieces of one host each. */
export function* jsonPieces(report: ScanReport): Generator<string> {
  const { hosts, skipped, warnings, ...facts } = report
  yield `${jsonText(facts).slice(0, -1)},\n"hosts":[`
  yield* lines(hosts)
  yield '],\n"skipped":['
  yield* lines(skipped)
  yield '],\n"warnings":['
  yield* lines(warnings)
  yield ']}\n'
}

function* lines(items: readonly unknown[]): Generator<string> {
  for (const [index, item] of items.entries()) {
    yield `${index === 0 ? '\n' : ',\n'}${jsonText(item)}`
  }
}
