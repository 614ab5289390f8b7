import type { Endpoint } from '../model/endpoint.ts'
import type { ResolvedHost } from '../model/host.ts'
import type { PortState, Reason } from '../model/result.ts'
import type { Path } from '../pace/path.ts'
import type { OpenBlock } from './open-block.ts'
import { PortQueue } from './port-queue.ts'
import { SendOrder } from './send-order.ts'

/** One host while it is being scanned: what waits for its turn, what waits for an answer, what is known so far. */
export class HostLane {
  readonly block: OpenBlock
  /** Index into the block's hosts. */
  readonly index: number
  readonly host: ResolvedHost
  readonly path: Path
  readonly sent = new SendOrder()
  counts: Partial<Record<PortState, Partial<Record<Reason, number>>>> | undefined
  /** Ports that are done, with or without a verdict. */
  done = 0
  unprobed = 0
  /** Ports that have begun and are not done. */
  open = 0
  up = false
  /** Set once nothing may be sent to this host: its other ports are passed over. */
  skipped: 'no-route' | 'policy' | undefined
  /** True while it stands in the ring of hosts that have something to send. */
  inRing = false
  readonly #fresh = new PortQueue<PendingPort>()
  readonly #again = new PortQueue<PendingPort>()

  constructor(block: OpenBlock, index: number, path: Path) {
    this.block = block
    this.index = index
    this.host = block.block.hosts[index]!
    this.path = path
  }

  /** Whether nothing more can come of this host. */
  get isFinished(): boolean {
    if (this.open > 0) return false
    const { block } = this.block
    // In a shard or a resumed block only the walk knows which of its ports are there.
    const whole = block.shard === undefined && block.resume === undefined
    return this.block.walked || (whole && this.done === block.ports[this.index]!.tcp.length)
  }

  get queued(): number {
    return this.#fresh.length + this.#again.length
  }

  enqueue(port: PendingPort): void {
    port.waits = true
    if (port.tries === 0) this.#fresh.push(port)
    else this.#again.push(port)
  }

  /** Repeats go out in later rounds: when no first try is left that may go out now. */
  next(): PendingPort | undefined {
    const port = this.#fresh.shift() ?? this.#again.shift()
    if (port !== undefined) port.waits = false
    return port
  }

  count(state: PortState, reason: Reason): void {
    const counts = (this.counts ??= {})
    const reasons = (counts[state] ??= {})
    reasons[reason] = (reasons[reason] ?? 0) + 1
  }
}

/** A port of a host that is not done: waiting for its turn, in flight, silent so far, or not yet taken by the consumer. */
export class PendingPort {
  readonly lane: HostLane
  /** Its number in the block. */
  readonly position: number
  readonly endpoint: Endpoint
  /** Tries that were sent. */
  tries: number
  /** True while it waits for its turn. */
  waits = false
  /** Times that it met itself: these do not count as tries. */
  selfConnects = 0
  /** Time-outs that were no evidence, because the event loop had stood still. */
  excuses = 0
  /** Who is next in the queue it stands in. */
  behind: PendingPort | undefined
  /** Its neighbours among the block's pending ones. */
  older: PendingPort | undefined
  newer: PendingPort | undefined

  constructor(lane: HostLane, position: number, port: number, tries: number) {
    this.lane = lane
    this.position = position
    this.tries = tries
    const { address, family, name } = lane.host
    this.endpoint =
      name === undefined
        ? { address, family, port, transport: 'tcp' }
        : { address, family, port, transport: 'tcp', name }
  }

  /** Tries that ended in silence: one under way, or answered to a consumer who is not done with it, shows nothing. */
  get silentTries(): number {
    return this.waits ? this.tries : Math.max(0, this.tries - 1)
  }
}
