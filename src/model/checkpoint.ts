import type { ResolvedHost } from './host.ts'

/** A block as a checkpoint keeps it: JSON, ports as text. */
export interface CheckpointBlock {
  readonly block: number
  /** Every endpoint below this position is done, but for the pending ones. */
  readonly next: number
  readonly pending: readonly (readonly [position: number, tries: number])[]
  /** The block's hosts with the addresses that they had. */
  readonly hosts: readonly CheckpointHost[]
}

export interface CheckpointHost extends Omit<ResolvedHost, 'ports' | 'found'> {
  readonly ports?: string
}

/** Where a scan stands: small, plain JSON. */
export interface Checkpoint extends CheckpointBlock {
  readonly version: 1
  /** Of targets and options; a scan that is resumed must have the same. */
  readonly hash: string
  readonly seed: number
  /** Endpoints that are done, in all runs so far. */
  readonly done: number
  /** Older blocks of which some ports are not done. */
  readonly earlier: readonly CheckpointBlock[]
  /** What is in blocks: the next block's number, the last target's number, and how many of its addresses. */
  readonly covered: { readonly index: number; readonly ordinal: number; readonly hosts: number }
}
