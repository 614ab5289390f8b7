import type { ResolvedHost } from './host.ts'
import type { PortSet } from './target.ts'

/**
 * A batch of work between `spread-ports` and `probe-ports`: hosts × ports in an order that follows from a few
 * numbers, so that no object per endpoint travels. At most 4,096 hosts and 2^24 endpoints.
 */
export interface Block {
  readonly kind: 'block'
  /** The how-manieth block of the scan this is, from 0. */
  readonly index: number
  readonly hosts: readonly ResolvedHost[]
  /** The ports of each host, in the order of `hosts`. */
  readonly ports: readonly PortSet[]
  /** Where each host's endpoints start in the numbering of the block; one more entry than hosts, the last is the size. */
  readonly starts: Uint32Array
  /** Seed of the block's permutation; none means endpoints in sequence. */
  readonly seed?: number
  /** Only positions `n` with `n % count === index` are scanned. */
  readonly shard?: Shard
  /** Where a resumed block goes on. */
  readonly resume?: BlockProgress
}

/** A share of a scan: index from 0 to count − 1. All shards together are the whole, without overlap. */
export interface Shard {
  readonly index: number
  readonly count: number
}

/** How far a block has come: every position below `next` is done, but for the pending ones. */
export interface BlockProgress {
  readonly next: number
  /** Position and tries made so far. */
  readonly pending: readonly (readonly [position: number, tries: number])[]
}
