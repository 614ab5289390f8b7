import type { ScanEvent } from '../../model/event.ts'
import type { ScanStart } from '../../model/record.ts'
import type { ScanReport } from '../../model/report.ts'
import type { ScanStats } from '../../model/stats.ts'
import { gatherReport } from '../gather-report.ts'
import { NO_TIME } from '../told-time.ts'
import { knownHost, oncePerPort } from './known-host.ts'
import type { ReadEnd, ReadRecord, WholeReport } from './report-parser.ts'
import { statsOf } from './stats-of.ts'

const NOTHING: Omit<ScanStart, 'kind' | 'status'> = { version: '', started: '', options: {}, scanned: '' }

/** Makes one report of what was read, also where several runs were written into one file. */
export class RecordGatherer {
  readonly #events = gatherReport(NOTHING)
  #start = NOTHING
  #runs = 0
  #end: ReadEnd | undefined
  #first: string | undefined
  #last: string | undefined

  add(record: Exclude<ReadRecord, WholeReport>): void {
    if (record.kind === 'scan')
      return record.status === 'started' ? this.#begin(record) : void (this.#end = record)
    if (record.kind === 'port') this.#see(record.at)
    this.#events.add(this.#withPorts(record))
  }

  report(): ScanReport {
    const { version, scanned, options } = this.#start
    const { hosts, skipped, warnings } = this.#events.finish({ finished: '', stats: statsOf([], [], 0) })
    const known = hosts.map((host) =>
      knownHost(version.startsWith('masscan') ? oncePerPort(host) : host, scanned),
    )
    const started = this.#start.started || this.#first || NO_TIME
    const finished = this.#end?.finished ?? this.#last ?? started
    const elapsed = this.#end?.elapsed ?? Math.max(0, Date.parse(finished) - Date.parse(started))
    const stats = this.#ownStats() ?? statsOf(known, skipped, elapsed)
    return { version, started, finished, options, hosts: known, skipped, warnings, stats }
  }

  #begin(start: ScanStart): void {
    // The first run says when it began; hosts that did not finish are of the last one.
    this.#start = this.#runs === 0 ? start : { ...this.#start, scanned: start.scanned }
    this.#runs++
  }

  #see(at: string): void {
    if (at === NO_TIME) return
    if (this.#first === undefined || at < this.#first) this.#first = at
    if (this.#last === undefined || at > this.#last) this.#last = at
  }

  /** Of several runs each host has the ports of its own. */
  #withPorts(event: ScanEvent): ScanEvent {
    if (event.kind !== 'host' || event.status !== 'finished') return event
    return { ...event, scanned: event.scanned ?? this.#start.scanned }
  }

  /** Those of one run say nothing of several. */
  #ownStats(): ScanStats | undefined {
    return this.#runs < 2 ? this.#end?.stats : undefined
  }
}
