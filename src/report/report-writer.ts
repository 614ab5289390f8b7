import type { ScanEvent } from '../model/event.ts'
import type { ScanEnd, ScanStart } from '../model/record.ts'

/** What is known of a scan when it starts. */
export type ReportHead = Omit<ScanStart, 'kind' | 'status'>

/** What is known when it is over. */
export type ReportTail = Omit<ScanEnd, 'kind' | 'status'>

/**
 * Turns the events of one scan into text of one format. Call `begin` once, `event` for each event as it comes,
 * `end` once; write what they return in that order. A writer keeps state: one for each scan.
 */
export interface ReportWriter {
  begin(head: ReportHead): string
  event(event: ScanEvent): string
  /** In pieces, so that a large report is never one string. */
  end(tail: ReportTail): Iterable<string>
}
