import type { ScanReport } from '../../model/report.ts'
import type { PortResult } from '../../model/result.ts'
import { diffReports, type DiffOptions } from '../diff/diff-reports.ts'
import { gatherReport, type ReportGatherer } from '../gather-report.ts'
import type { ReportWriter } from '../report-writer.ts'
import { BANNER_BYTES } from './banner.ts'
import { pagePieces } from './page.ts'
import { pageView } from './page-view.ts'

export interface HtmlOptions extends Pick<DiffOptions, 'certificateDays'> {
  /** The heading of the page. Default `'Port scan'`. */
  readonly title?: string
  /** An earlier report: the page shows what has changed since. */
  readonly before?: ScanReport
}

/**
 * One page for people, written when the scan is over: hosts and ports as a grid, then each host with its services,
 * certificates and banners, and what changed since an earlier report. It is one file that loads nothing, from nowhere; it
 * says so in its Content-Security-Policy, works without JavaScript, and takes nothing from peers but text.
 *
 * @example
 * await writeFile('scan.html', writeReport(report, htmlWriter({ title: 'Office network', before: lastWeek })))
 */
export function htmlWriter({ title = 'Port scan', before, ...options }: HtmlOptions = {}): ReportWriter {
  let gatherer: ReportGatherer | undefined
  return {
    begin(head) {
      gatherer = gatherReport(head)
      return ''
    },
    event(event) {
      gatherer?.add(event.kind === 'port' ? shownPart(event) : event)
      return ''
    },
    *end(tail) {
      if (gatherer === undefined) return
      const report = gatherer.finish(tail)
      const diff = before === undefined ? undefined : diffReports(before, report, options)
      yield* pagePieces(pageView(report, before, diff), { title, interrupted: tail.interrupted === true })
    },
  }
}

/** What was said on the wire is shown as far as it is a banner, and no more of it need be held. */
function shownPart({ exchanges: _exchanges, banner, ...port }: PortResult): PortResult {
  // One more byte than is shown tells that there are more.
  return banner === undefined ? port : { ...port, banner: banner.slice(0, BANNER_BYTES + 1) }
}
