import type { ScanReport } from '../index.ts'
import { gatherReport, type ReportGatherer } from '../report/index.ts'
import type { Outputs } from './outputs.ts'

/** Where a scan goes whose report is wanted, and not its results as they come. */
export interface GatheringOutputs extends Outputs {
  /** Set when the scan has ended, however it did. */
  readonly report: ScanReport | undefined
}

export function gatherOutputs(): GatheringOutputs {
  let gatherer: ReportGatherer | undefined
  let report: ScanReport | undefined
  return {
    closed: false,
    get report() {
      return report
    },
    begin(head) {
      gatherer = gatherReport(head)
      return undefined
    },
    event(event) {
      gatherer?.add(event)
      return undefined
    },
    flush: () => Promise.resolve(),
    end(tail) {
      report = gatherer?.finish(tail)
      return Promise.resolve()
    },
  }
}
