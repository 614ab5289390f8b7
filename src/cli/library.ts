import type { PortResult } from '../model/result.ts'
import type { ScanEvent } from '../model/event.ts'
import type { ScanStats } from '../model/stats.ts'
import type { Targets, TargetInput, PortSpec } from '../model/target.ts'
import type { expandTargets } from '../targets/expand-targets.ts'
import type { formatPorts, parsePorts, subtractPorts } from '../targets/parse-ports.ts'
import type { parseAddressSet } from '../targets/parse-address-set.ts'
import type { checkTargets } from '../targets/check-targets.ts'
import type { targetsFromFile } from '../targets/targets-from-file.ts'
import type { targetsFromStream } from '../targets/targets-from-stream.ts'
import type { localInterface } from '../targets/local-interface.ts'

export type { Host } from '../model/host.ts'
export type { ScanEvent, ScanStats, Targets, TargetInput }
export interface Checkpoint {
  readonly version: number
}
export interface ScanOptions {
  readonly ports?: PortSpec
  readonly excludePorts?: PortSpec
  readonly exclude?: readonly string[]
  readonly allowHuge?: boolean
  readonly rate?: number
  readonly shard?: { readonly index: number; readonly count: number }
  readonly resume?: Checkpoint
  readonly resolver?: unknown
}
export interface Scan extends AsyncIterable<PortResult> {
  events(): AsyncIterable<ScanEvent>
  readonly stats: ScanStats
  abort(reason?: unknown): void
  checkpoint(): Checkpoint
}
export interface Library {
  readonly version: string
  scan(targets: Targets, options?: ScanOptions): Scan
  waitForPort(host: string, port: number, options?: object): Promise<unknown>
  targetsFromFile: typeof targetsFromFile
  targetsFromStream: typeof targetsFromStream
  localInterface: typeof localInterface
  checkTargets: typeof checkTargets
  expandTargets: typeof expandTargets
  formatPorts: typeof formatPorts
  parsePorts: typeof parsePorts
  subtractPorts: typeof subtractPorts
  parseAddressSet: typeof parseAddressSet
  dnsResolver(options: object): unknown
  cachedResolver(resolver: unknown): unknown
}
