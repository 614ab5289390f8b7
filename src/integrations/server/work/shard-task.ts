import type { AddressSpec, Resolver } from 'portscan-core'
import type { Backend, ScanRequest } from '../model.ts'
import type { ShardHost, ShardProgress } from '../store/store.ts'
import type { ShardShare } from './shard-share.ts'

/** One shard, for whoever scans it. */
export interface ShardTask extends ShardShare {
  readonly request: ScanRequest
  readonly seed: number
  /** The only addresses that may be contacted. */
  readonly allow: AddressSpec
  /** Default: that of the system. */
  readonly resolver?: Resolver
  /** Tries a second of this shard. */
  readonly rate?: number
  readonly signal: AbortSignal
  /** Whoever wants to know how far it is looks there from now on. */
  watch(look: () => ShardProgress): void
}

/** A way to scan a shard. */
export interface ShardBackend {
  readonly name: Backend
  /**
   * What it found of each host of the shard. A host that could not be scanned is one with an `error`; it rejects where
   * nothing can be said of any, and with the signal's reason on abort.
   */
  run(task: ShardTask): Promise<readonly ShardHost[]>
}
