import type { Block, BlockProgress } from '../model/block.ts'
import { BlockWalk } from '../order/block-walk.ts'
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
  /** True once every endpoint was walked. */
  walked = false
  readonly #walk: BlockWalk
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
    return this.walked && this.pending.empty
  }

  /** Where a scan that is resumed goes on in this block. */
  progress(): BlockProgress {
    // Of a resumed block's own pending ones, those not walked yet are pending still.
    const untouched = this.block.resume?.pending.slice(this.#steps) ?? []
    const begun = [...this.pending].map((port) => [port.position, port.silentTries] as const)
    return { next: this.#walk.next, pending: [...begun, ...untouched].sort((a, b) => a[0] - b[0]) }
  }
}
