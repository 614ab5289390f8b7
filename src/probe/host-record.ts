import type { HostMark, SkipReason } from '../model/event.ts'
import type { ResolvedHost } from '../model/host.ts'
import type { PortState, Reason } from '../model/result.ts'
import type { AllOpenWatch } from './all-open-watch.ts'
import type { OpenBlock } from './open-block.ts'

/** Why the rest of a host is passed over. */
export type HostSkip = Extract<
  SkipReason,
  'no-route' | 'policy' | 'host-down' | 'host-timeout' | 'stop-after'
>

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
  /** Ports that were walked over and have not begun. */
  later = 0
  up: boolean
  /** Set once nothing may be sent to this host: its other ports are passed over. */
  skipped: HostSkip | undefined
  /** Whether it has answered anything, by whatever transport. */
  answered = false
  /** Counts its answers over TCP; none so far where there is none. */
  answers: AllOpenWatch | undefined
  /** Ports that showed that nobody is there. */
  absences = 0
  /** A firewall or router said at once that it is unreachable: that tells nothing of who is there. */
  rejects = false
  /** True while its ports wait for what a few tries will show. */
  rests = false
  marks: readonly HostMark[] | undefined
  /** Ports found open. */
  found = 0
  /** When the last verdict on a port was reached. */
  toldAt = -Infinity
  /** When it was first sent to, by the time that the run has worked; in milliseconds. */
  begunAt: number | undefined
  /** The scan was stopped: what has not begun never will. */
  stopped = false

  constructor(block: OpenBlock, index: number) {
    this.block = block
    this.index = index
    this.host = block.block.hosts[index]!
    this.up = this.host.found === true
  }

  /** Whether nothing more can come of this host. */
  get isFinished(): boolean {
    return this.open === 0 && (this.stopped || !this.hasUnbegun)
  }

  /** Whether ports of it may begin yet. */
  get hasUnbegun(): boolean {
    if (this.later > 0) return true
    const { block, walked } = this.block
    // In a shard or a resumed block only the walk knows which of its ports are there.
    const whole = block.shard === undefined && block.resume === undefined
    return !walked && !(whole && this.done + this.open === this.ports)
  }

  mark(mark: HostMark): void {
    if (this.marks?.includes(mark) !== true) this.marks = [...(this.marks ?? []), mark]
  }

  count(state: PortState, reason: Reason): void {
    const counts = (this.counts ??= {})
    const reasons = (counts[state] ??= {})
    reasons[reason] = (reasons[reason] ?? 0) + 1
  }

  /** Its ports in the block, those of all shards together. */
  get ports(): number {
    const { starts } = this.block.block
    return starts[this.index + 1]! - starts[this.index]!
  }
}
