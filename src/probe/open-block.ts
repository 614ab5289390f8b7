import type { Block, BlockProgress } from '../model/block.ts'
import { BlockEndpoints } from '../order/block.ts'
import { BlockWalk } from '../order/block-walk.ts'
import type { Backlog } from './backlog.ts'
import { PendingList, type Linked } from './pending-list.ts'

/** An endpoint of the block that was walked and is not done. */
interface Begun extends Linked<Begun> {
  readonly position: number
  /** Tries that ended in silence. */
  readonly silentTries: number
}

/** A block while it is being scanned. */
export class OpenBlock {
  readonly block: Block
  readonly pending = new PendingList<Begun>()
  /** What was walked over and has not begun, by host. */
  readonly later = new Set<Backlog>()
  /** True once every endpoint was walked. */
  walked = false
  readonly #walk: BlockWalk
  #endpoints: BlockEndpoints | undefined
  #steps = 0

  constructor(block: Block) {
    this.block = block
    this.#walk = new BlockWalk(block)
  }

  /** Steps to the next endpoint; false at the end. */
  advance(): BlockWalk | undefined {
    if (this.#walk.advance()) {
      this.#steps++
      return this.#walk
    }
    this.walked = true
    return undefined
  }

  /** True once nothing of it can come any more. */
  get finished(): boolean {
    return this.walked && this.pending.empty && this.later.size === 0
  }

  /** The port of an endpoint that was walked. */
  portAt(position: number): number {
    this.#endpoints ??= new BlockEndpoints(this.block)
    this.#endpoints.seek(position)
    return this.#endpoints.port
  }

  /** Where a scan that is resumed goes on in this block. */
  progress(): BlockProgress {
    // Of a resumed block's own pending ones, those not walked yet are pending still.
    const untouched = this.block.resume?.pending.slice(this.#steps) ?? []
    const begun = [...this.pending].map((port) => [port.position, port.silentTries] as const)
    const later = [...this.later].flatMap((ports) => [...ports].map((position) => [position, 0] as const))
    const pending = [...begun, ...untouched, ...later].sort((a, b) => a[0] - b[0])
    return { next: this.#walk.next, pending }
  }
}
