import type { ScanEvent } from './event.ts'
import type { ScanStats } from './stats.ts'

/** The first line of NDJSON: what is known of a scan when it starts. */
export interface ScanStart {
  readonly kind: 'scan'
  readonly status: 'started'
  /** Version of portscan-core. */
  readonly version: string
  /** ISO 8601, UTC. */
  readonly started: string
  /** The options of the scan that are plain data. */
  readonly options: Readonly<Record<string, unknown>>
  /** The ports that are scanned on each host, as a port specification: `'22,80,443'`. */
  readonly scanned: string
}

/** The last line of NDJSON: what is known when the scan is over. */
export interface ScanEnd {
  readonly kind: 'scan'
  readonly status: 'finished'
  /** ISO 8601, UTC. */
  readonly finished: string
  readonly stats: ScanStats
  /** True when the scan was ended before it was done. */
  readonly interrupted?: boolean
}

/** A line of NDJSON: an event of the scan, or where it starts and ends. */
export type ReportRecord = ScanEvent | ScanStart | ScanEnd
