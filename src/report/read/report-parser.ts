import type { ScanEvent } from '../../model/event.ts'
import type { ScanEnd, ScanStart } from '../../model/record.ts'
import type { ScanReport } from '../../model/report.ts'

/** The end of a scan, as far as a format tells of it. */
export interface ReadEnd extends Omit<ScanEnd, 'stats'>, Partial<Pick<ScanEnd, 'stats'>> {
  /** Milliseconds, where there are no statistics. */
  readonly elapsed?: number
}

/** All of it at once. */
export interface WholeReport {
  readonly kind: 'report'
  readonly report: ScanReport
}

/** What comes out of the text of a report. */
export type ReadRecord = ScanEvent | ScanStart | ReadEnd | WholeReport

/** Reads one format, piece by piece. Throws `ERR_REPORT`. */
export interface ReportParser {
  /** What this piece of the text completes. */
  write(text: string): Iterable<ReadRecord>
  /** The text is over. */
  end(): Iterable<ReadRecord>
}
