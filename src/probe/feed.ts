import type { Transport } from '../model/endpoint.ts'
import type { Block } from '../model/block.ts'
import type { ScanEvent } from '../model/event.ts'
import { PendingPort, type HostLane } from './host-lane.ts'
import { HostRecord } from './host-record.ts'
import type { LaneRing } from './lane-ring.ts'
import type { Ledger } from './ledger.ts'
import { LOOSE } from './loose-endpoints.ts'
import { OpenBlock } from './open-block.ts'
import type { Outbox } from './outbox.ts'
import type { ProbeProgress } from './probe-progress.ts'
import type { Supply } from './supply.ts'

/** Ports of one host that wait for their turn: of one among many, and of all together. */
const LEAST_AHEAD = 8
const MOST_AHEAD = 2_048
/** Ports put off, over all hosts: half a MiB of memory, and as many entries in a checkpoint. */
const MOST_LATER = 131_072

/** What a feed works on. */
export interface FeedDesk {
  readonly supply: Supply
  readonly ledger: Ledger
  readonly ring: LaneRing
  readonly outbox: Outbox<ScanEvent>
  readonly progress: ProbeProgress | undefined
}

/** Unrolls what the source gives, one port at a time. */
export class Feed {
  /** True once nothing more begins, whatever the source has. */
  stopped = false
  readonly #desk: FeedDesk
  #walking: OpenBlock | undefined
  /** Ports of one host that may wait for their turn before others are put off. */
  #ahead = Infinity
  /** Ports that are put off. */
  #later = 0
  /** The hosts of the block that is being walked, by index, as far as they have begun; and the same by transport. */
  #hosts: (HostRecord | undefined)[] = []
  #lanes: Record<Transport, (HostLane | undefined)[]> = { tcp: [], udp: [] }

  constructor(desk: FeedDesk) {
    this.#desk = desk
  }

  /** True once nothing more comes. */
  get ended(): boolean {
    return this.stopped || (this.#walking === undefined && this.#desk.supply.ended && this.#later === 0)
  }

  /** Nothing more begins. Gives the hosts of the block at hand of which nothing has begun. */
  stop(): HostRecord[] {
    const block = this.#walking
    this.stopped = true
    this.#walking = undefined
    if (block === undefined) return []
    const unbegun: HostRecord[] = []
    for (let index = 0; index < block.block.hosts.length; index++) {
      if (this.#hosts[index] === undefined) unbegun.push(new HostRecord(block, index))
    }
    return unbegun
  }

  /** Whether more than one host has its turn, as far as is known. */
  get isWide(): boolean {
    return (this.#walking?.block.hosts.length ?? 2) > 1
  }

  /** One step: a port that begins; `nothing`, when a block began or ended, or a notice passed; `dry`, when the source has to be waited for. */
  next(): PendingPort | 'nothing' | 'dry' {
    if (this.stopped) return 'dry'
    const lane = this.#desk.ring.hungry
    if (lane !== undefined) return this.#feed(lane)
    if (this.#walking !== undefined) return this.#step(this.#walking)
    const item = this.#desk.supply.next()
    if (item === undefined) return 'dry'
    if (item.kind === 'block') this.#open(item)
    else this.#desk.outbox.push(item)
    return 'nothing'
  }

  #open(block: Block): void {
    this.#walking = new OpenBlock(block)
    const hosts = block.hosts.length
    this.#ahead = hosts > 1 ? Math.max(LEAST_AHEAD, Math.floor(MOST_AHEAD / hosts)) : Infinity
    this.#hosts = []
    this.#lanes = { tcp: [], udp: [] }
    if (block.index !== LOOSE) this.#desk.progress?.opened(this.#walking)
  }

  #step(block: OpenBlock): PendingPort | 'nothing' {
    const { ledger } = this.#desk
    const walk = block.advance()
    if (walk === undefined) {
      this.#walking = undefined
      ledger.walked(block, this.#hosts)
      return 'nothing'
    }
    const { host, transport } = walk
    const lane = (this.#lanes[transport][host] ??= this.#lane(block, host, transport))
    if (lane.queued >= this.#ahead && walk.tries === 0 && this.#later < MOST_LATER) {
      return this.#putOff(lane, walk.position)
    }
    const port = new PendingPort(lane, walk.position, walk.port, walk.tries)
    ledger.begin(port)
    return port
  }

  /** A host that must wait does not hold up the walk to the others. */
  #putOff(lane: HostLane, position: number): 'nothing' {
    lane.later.push(position)
    lane.record.later++
    lane.record.block.later.add(lane.later)
    this.#later++
    return 'nothing'
  }

  /** The next port from the backlog of a host that has sent what waited. */
  #feed(lane: HostLane): PendingPort | 'nothing' {
    const { ring, ledger } = this.#desk
    const { record } = lane
    const position = lane.queued < this.#ahead ? lane.later.shift() : undefined
    if (position === undefined) {
      ring.fed()
      return 'nothing'
    }
    this.#later--
    record.later--
    if (lane.later.length === 0) record.block.later.delete(lane.later)
    const port = new PendingPort(lane, position, record.block.portAt(position), 0)
    ledger.begin(port)
    return port
  }

  #lane(block: OpenBlock, index: number, transport: Transport): HostLane {
    const { ledger } = this.#desk
    const record = (this.#hosts[index] ??= ledger.openHost(block, index))
    return ledger.openLane(record, transport)
  }
}
