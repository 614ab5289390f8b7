import type { PortResult } from '../model/result.ts'
import type { ScanEvent } from '../model/event.ts'
import type { ScanStats } from '../model/stats.ts'
import type { Targets, TargetInput } from '../model/target.ts'

export type { ScanEvent, ScanStats, Targets, TargetInput }
export type Checkpoint = object
export type ScanOptions = Readonly<Record<string, unknown>>
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
  targetsFromFile(path: string): AsyncIterable<TargetInput>
  targetsFromStream(stream: NodeJS.ReadableStream): AsyncIterable<TargetInput>
  localInterface(name: string): readonly TargetInput[]
  countTargets(targets: readonly TargetInput[]): unknown
  dnsResolver(options: object): unknown
}
