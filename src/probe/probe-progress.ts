import type { Endpoint } from '../model/endpoint.ts'
import type { Block, BlockProgress } from '../model/block.ts'
import type { ResolvedHost } from '../model/host.ts'
import type { PortResult } from '../model/result.ts'
import type { PendingPort } from './host-lane.ts'
import type { OpenBlock } from './open-block.ts'

/** A block that is not done, and how far it has come. */
export interface UnfinishedBlock {
  readonly index: number
  readonly hosts: readonly ResolvedHost[]
  readonly progress: BlockProgress
}

/**
 * How far a scan has come, for its checkpoint. A port whose result goes to the consumer is done when the consumer
 * has asked for the next item, so that a result lost with the process is probed again.
 */
export class ProbeProgress {
  /** Blocks that are on their way and of which nothing has begun. */
  readonly #announced = new Map<number, UnfinishedBlock>()
  readonly #open = new Set<OpenBlock>()
  readonly #handedOn = new Map<string, PendingPort>()
  #done = 0

  /** Endpoints that are done. */
  get done(): number {
    return this.#done
  }

  /** The blocks that are not done, by index. */
  blocks(): UnfinishedBlock[] {
    const begun = [...this.#open].filter((block) => !block.finished).map(unfinished)
    return [...this.#announced.values(), ...begun].sort((a, b) => a.index - b.index)
  }

  /**
   * A block will come, though nobody has begun it: what stops before it must not lose it.
   * @internal
   */
  announce(block: UnfinishedBlock): void {
    this.#announced.set(block.index, block)
  }

  /** @internal */
  opened(block: OpenBlock): void {
    this.#announced.delete(block.block.index)
    this.#open.add(block)
  }

  /**
   * Its last endpoint was walked; that may have been the last thing to wait for.
   * @internal
   */
  walked(block: OpenBlock): void {
    if (block.finished) this.#open.delete(block)
  }

  /** @internal */
  handOn(port: PendingPort): void {
    const key = keyOf(port.endpoint)
    const before = this.#handedOn.get(key)
    // The same endpoint twice: the later result says all that the earlier one did.
    if (before !== undefined) this.settled(before)
    this.#handedOn.set(key, port)
  }

  /** The consumer is done with this result. */
  taken(result: PortResult): void {
    const key = keyOf(result)
    const port = this.#handedOn.get(key)
    if (port === undefined) return
    this.#handedOn.delete(key)
    this.settled(port)
  }

  /** @internal */
  settled(port: PendingPort): void {
    const { block } = port.lane.record
    this.#done++
    block.pending.delete(port)
    if (block.finished) this.#open.delete(block)
  }
}

/** A block that was pulled, as far as it had come then. */
export function asAnnounced({ index, hosts, resume }: Block): UnfinishedBlock {
  return { index, hosts, progress: resume ?? { next: 0, pending: [] } }
}

function unfinished(block: OpenBlock): UnfinishedBlock {
  const { index, hosts } = block.block
  return { index, hosts, progress: block.progress() }
}

function keyOf({ address, port, transport, name }: Endpoint): string {
  return `${address} ${transport} ${port} ${name ?? ''}`
}
