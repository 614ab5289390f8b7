import type { ScanEvent } from '../model/event.ts'
import type { ScanStats } from '../model/stats.ts'

/** What is known of a scan when it starts. */
export interface ReportHead {
  /** Version of portscan-core. */
  readonly version: string
  /** ISO 8601, UTC. */
  readonly started: string
  /** The options of the scan that are plain data. */
  readonly options: Readonly<Record<string, unknown>>
  /** The ports that are scanned on each host, as a port specification: `'22,80,443'`. */
  readonly scanned: string
}

/** What is known when it is over. */
export interface ReportTail {
  /** ISO 8601, UTC. */
  readonly finished: string
  readonly stats: ScanStats
  /** True when the scan was ended before it was done. */
  readonly interrupted?: boolean
}

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
