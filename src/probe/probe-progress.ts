import type { Block, BlockProgress } from '../model/block.ts'
import type { PortResult } from '../model/result.ts'
import type { OpenBlock } from './open-block.ts'
import type { PendingPort } from './host-lane.ts'

/**
 * How far a scan has come, for its checkpoint. A port whose result goes to the consumer is done when the consumer
 * has asked for the next item, so that a result lost with the process is probed again.
 */
export class ProbeProgress {
  readonly #blocks = new Set<OpenBlock>()
  readonly #handedOn = new Map<string, PendingPort>()

  /** The blocks that are not done, oldest first. */
  blocks(): { readonly block: Block; readonly progress: BlockProgress }[] {
    const open = [...this.#blocks].filter((block) => !block.finished)
    return open.map((block) => ({ block: block.block, progress: block.progress() }))
  }

  opened(block: OpenBlock): void {
    this.#blocks.add(block)
  }

  /** Its last endpoint was walked; that may have been the last thing to wait for. */
  walked(block: OpenBlock): void {
    if (block.finished) this.#blocks.delete(block)
  }

  handOn(port: PendingPort): void {
    this.#handedOn.set(keyOf(port.endpoint), port)
  }

  /** The consumer is done with this result. */
  taken(result: PortResult): void {
    const key = keyOf(result)
    const port = this.#handedOn.get(key)
    if (port === undefined) return
    this.#handedOn.delete(key)
    this.settled(port)
  }

  settled(port: PendingPort): void {
    const { block } = port.lane
    block.pending.delete(port)
    if (block.finished) this.#blocks.delete(block)
  }
}

function keyOf({ address, port, name }: { address: string; port: number; name?: string }): string {
  return `${address} ${port} ${name ?? ''}`
}
