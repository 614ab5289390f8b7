import type { Endpoint, Transport } from '../model/endpoint.ts'
import type { Path, PortTries } from '../pace/path.ts'
import { Backlog } from './backlog.ts'
import type { HostRecord } from './host-record.ts'
import { PortPast } from './port-past.ts'
import { PortQueue } from './port-queue.ts'
import { SendOrder } from './send-order.ts'

/** How one host is asked by one transport: what waits for its turn, what waits for an answer, and the pace. */
export class HostLane {
  readonly record: HostRecord
  readonly transport: Transport
  readonly path: Path
  readonly sent = new SendOrder()
  /** Tries that have begun and are not over. */
  underWay = 0
  /** Ports that wait until those before them have gone out. */
  readonly later = new Backlog()
  /** True while it stands among the lanes that want ports from their backlog. */
  wantsMore = false
  /** True while it stands in the ring of lanes that have something to send. */
  inRing = false
  readonly #fresh = new PortQueue<PendingPort>()
  readonly #again = new PortQueue<PendingPort>()

  constructor(record: HostRecord, transport: Transport, path: Path) {
    this.record = record
    this.transport = transport
    this.path = path
  }

  /** Whether what comes next is a port's first try. */
  get startsPort(): boolean {
    return this.#fresh.length > 0
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
}

/** A port of a host that is not done: waiting for its turn, in flight, silent so far, or not yet taken by the consumer. */
export class PendingPort implements PortTries {
  readonly lane: HostLane
  /** Its number in the block. */
  readonly position: number
  readonly endpoint: Endpoint
  /** Tries that were sent. */
  tries: number
  /** True while it waits for its turn. */
  waits = false
  /** Nobody asked for it: it is tried to see how the host takes it, and is no result. */
  decoy = false
  /** The verdict was reached while the canary failed, time and again. */
  suspect = false
  /** Who is next in the queue it stands in. */
  behind: PendingPort | undefined
  /** Its neighbours among the block's pending ones. */
  older: PendingPort | undefined
  newer: PendingPort | undefined
  #past: PortPast | undefined

  constructor(lane: HostLane, position: number, port: number, tries: number) {
    this.lane = lane
    this.position = position
    this.tries = tries
    const { transport } = lane
    const { address, family, name } = lane.record.host
    this.endpoint =
      name === undefined ? { address, family, port, transport } : { address, family, port, transport, name }
  }

  /** What is remembered between its tries; made when first read. */
  get past(): PortPast {
    return (this.#past ??= new PortPast())
  }

  /** Tries that ended in silence: one under way, or answered to a consumer who is not done with it, shows nothing. */
  get silentTries(): number {
    return this.waits ? this.tries : Math.max(0, this.tries - 1)
  }
}
