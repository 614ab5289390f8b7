import type { ResolvedHost } from '../model/host.ts'
import type { PortState, Reason } from '../model/result.ts'
import type { OpenBlock } from './open-block.ts'

/** What becomes of one host of a block, whichever ways its ports are asked by: known so far, and finished once. */
export class HostRecord {
  readonly block: OpenBlock
  /** Index into the block's hosts. */
  readonly index: number
  readonly host: ResolvedHost
  counts: Partial<Record<PortState, Partial<Record<Reason, number>>>> | undefined
  /** Ports that are done, with or without a verdict. */
  done = 0
  unprobed = 0
  /** Ports that have begun and are not done. */
  open = 0
  up = false
  /** Set once nothing may be sent to this host: its other ports are passed over. */
  skipped: 'no-route' | 'policy' | undefined

  constructor(block: OpenBlock, index: number) {
    this.block = block
    this.index = index
    this.host = block.block.hosts[index]!
  }

  /** Whether nothing more can come of this host. */
  get isFinished(): boolean {
    if (this.open > 0) return false
    const { block } = this.block
    // In a shard or a resumed block only the walk knows which of its ports are there.
    const whole = block.shard === undefined && block.resume === undefined
    return this.block.walked || (whole && this.done === this.#ports)
  }

  count(state: PortState, reason: Reason): void {
    const counts = (this.counts ??= {})
    const reasons = (counts[state] ??= {})
    reasons[reason] = (reasons[reason] ?? 0) + 1
  }

  get #ports(): number {
    const { starts } = this.block.block
    return starts[this.index + 1]! - starts[this.index]!
  }
}
