import type { Block } from '../model/block.ts'
import type { Transport } from '../model/endpoint.ts'
import { BlockEndpoints } from './block.ts'

/**
 * Walks the endpoints of a block that are still to be scanned: the pending ones of a resumed block, then the
 * positions from its `next` on that belong to its shard. After `advance()` the fields tell where the walk stands.
 *
 * @example
 * const walk = new BlockWalk(block)
 * while (walk.advance()) send(block.hosts[walk.host], walk.port)
 */
export class BlockWalk {
  position = -1
  /** Index into `block.hosts`. */
  host = -1
  port = -1
  transport: Transport = 'tcp'
  /** Tries that were made before the block was resumed. */
  tries = 0
  readonly #endpoints: BlockEndpoints
  readonly #pending: readonly (readonly [position: number, tries: number])[]
  readonly #step: number
  #pendingAt = 0
  #next: number

  constructor(block: Block) {
    this.#endpoints = new BlockEndpoints(block)
    const { index, count } = block.shard ?? { index: 0, count: 1 }
    const { next, pending } = block.resume ?? { next: 0, pending: [] }
    this.#pending = pending
    this.#step = count
    this.#next = next + ((((index - next) % count) + count) % count)
  }

  /** Every position of the shard below this one has been walked: the `next` of a checkpoint. */
  get next(): number {
    return Math.min(this.#next, this.#endpoints.size)
  }

  /** Steps on; false when nothing is left. */
  advance(): boolean {
    const waiting = this.#pending[this.#pendingAt]
    if (waiting !== undefined) {
      this.#pendingAt++
      this.#stand(waiting[0], waiting[1])
      return true
    }
    if (this.#next >= this.#endpoints.size) return false
    this.#stand(this.#next, 0)
    this.#next += this.#step
    return true
  }

  #stand(position: number, tries: number): void {
    this.#endpoints.seek(position)
    this.position = position
    this.host = this.#endpoints.host
    this.port = this.#endpoints.port
    this.transport = this.#endpoints.transport
    this.tries = tries
  }
}
