import type { ScanEndMessage, ScanErrorMessage, ScanStartMessage, WatchedScan } from 'portscan-core'
import { errorType, OTHER } from './error-type.ts'
import { figuresOf, NO_FIGURES, sum, type ScanFigures } from './scan-figures.ts'

/** Kinds of errors that are counted one by one, so that the number of time series has an end. */
const MOST_TYPES = 100

/** Adds up all scans: those that are over once, those that go on whenever somebody looks. */
export class ScanTotals {
  /** Scans that have begun. */
  scans = 0
  /** Scans that failed, by type of error. */
  readonly failures = new Map<string, number>()
  readonly #running = new Set<WatchedScan>()
  #over = NO_FIGURES

  start({ scan }: ScanStartMessage): void {
    this.scans++
    this.#running.add(scan)
  }

  error({ scan, error }: ScanErrorMessage): void {
    if (!this.#running.has(scan)) return
    const own = errorType(error)
    const type = this.failures.has(own) || this.failures.size < MOST_TYPES ? own : OTHER
    this.failures.set(type, (this.failures.get(type) ?? 0) + 1)
  }

  /** Whether it is one that was seen from its beginning. */
  end({ scan }: ScanEndMessage): boolean {
    if (!this.#running.delete(scan)) return false
    this.#over = sum(this.#over, figuresOf(scan.stats))
    return true
  }

  /** As they are now, with the tries that wait for their answer. */
  read(): ScanFigures & { readonly inFlight: number } {
    let [figures, inFlight] = [this.#over, 0]
    for (const { stats } of this.#running) {
      figures = sum(figures, figuresOf(stats))
      inFlight += stats.inFlight
    }
    return { ...figures, inFlight }
  }
}
