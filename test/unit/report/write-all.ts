import type { ScanEvent } from '../../../src/model/event.ts'
import type { ReportWriter } from '../../../src/report/index.ts'
import { head, tail } from './arbitrary-events.ts'

/** All that a writer makes of these events. */
export function writeAll(writer: ReportWriter, events: readonly ScanEvent[]): string {
  const pieces = [writer.begin(head), ...events.map((event) => writer.event(event))]
  return [...pieces, ...writer.end(tail)].join('')
}
