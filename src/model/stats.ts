import type { StateCounts } from './event.ts'

/** What sends the probes: Node's sockets, or the system's own calls. */
export type Engine = 'node' | 'native'

/** A snapshot of a scan. Rates are per second, times in milliseconds. */
export interface ScanStats {
  /** What sends the probes now: a native engine begins as soon as its threads are ready. */
  readonly engine: Engine
  /** Tries sent, first ones and repeats. */
  readonly sent: number
  /** Tries that got an answer. */
  readonly answered: number
  /** Tries after the first of their port. */
  readonly retried: number
  /** Ports whose state is known, by state and reason. */
  readonly states: StateCounts
  /** Ports whose state is known. */
  readonly done: number
  /** Ports that never got a verdict. */
  readonly unprobed: number
  /** Targets (or ports) that were asked for and not scanned. */
  readonly skipped: number
  /** Hosts whose last port is done. */
  readonly hosts: number
  /** Tries that wait for their answer now. */
  readonly inFlight: number
  /** Tries a second, over the last seconds. */
  readonly rate: number
  /**
   * Endpoints that this run has to scan (of a shard its share, of a resumed scan what was left), as soon as it is
   * known: at once where all targets are addresses, else when they have been walked.
   */
  readonly total?: number
  /** 0 to 1, of `total`. */
  readonly fraction?: number
  /** Milliseconds to go, by the present speed. */
  readonly eta?: number
  /** Milliseconds since the first result was asked for, up to the end. */
  readonly elapsed: number
  /** Round trips of answered tries: half were faster than `p50`, nine in ten than `p90`. */
  readonly rtt: { readonly p50?: number; readonly p90?: number }
}
