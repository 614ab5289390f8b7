import type { HostMark, HostReason, Skipped, StateCounts, Warning } from './event.ts'
import type { Family } from './host.ts'
import type { PortResult } from './result.ts'
import type { ScanStats } from './stats.ts'

/** A whole scan, as `scan().report()` gives it and the writers of `report/` take it. */
export interface ScanReport {
  /** Version of portscan-core that made it; of another program's report its name and version: `'nmap 7.95'`. */
  readonly version: string
  /** ISO 8601, UTC. */
  readonly started: string
  /** ISO 8601, UTC. */
  readonly finished: string
  /** The options of the scan that are plain data. */
  readonly options: Readonly<Record<string, unknown>>
  /** In order of address. */
  readonly hosts: readonly HostReport[]
  readonly skipped: readonly Skipped[]
  readonly warnings: readonly Warning[]
  readonly stats: ScanStats
}

/** One host of a report: an address, under the name that led to it. */
export interface HostReport {
  readonly address: string
  readonly family: Family
  readonly target: string
  readonly name?: string
  readonly names?: readonly string[]
  readonly marks?: readonly HostMark[]
  readonly mac?: string
  readonly vendor?: string
  readonly tag?: string
  /** What it was found by, where it was looked for. */
  readonly reason?: HostReason
  /** The ports whose state was asked for, TCP first, in order of number; the rest is in `counts`. */
  readonly ports: readonly PortResult[]
  readonly counts: StateCounts
  /** Ports that never got a verdict. */
  readonly unprobed: number
  /** The set of ports that were scanned, as a port specification: `'22,80,443'`, `'1-1024'`. */
  readonly scanned: string
}
