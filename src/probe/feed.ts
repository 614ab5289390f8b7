import type { Transport } from '../model/endpoint.ts'
import type { Block } from '../model/block.ts'
import type { ScanEvent } from '../model/event.ts'
import { PendingPort, type HostLane } from './host-lane.ts'
import { HostRecord } from './host-record.ts'
import type { Ledger } from './ledger.ts'
import { LOOSE } from './loose-endpoints.ts'
import { OpenBlock } from './open-block.ts'
import type { Outbox } from './outbox.ts'
import type { ProbeProgress } from './probe-progress.ts'
import type { Supply } from './supply.ts'

/** What a feed works on. */
export interface FeedDesk {
  readonly supply: Supply
  readonly ledger: Ledger
  readonly outbox: Outbox<ScanEvent>
  readonly progress: ProbeProgress | undefined
}

/** Unrolls what the source gives, one port at a time. */
export class Feed {
  /** True once nothing more begins, whatever the source has. */
  stopped = false
  readonly #desk: FeedDesk
  #walking: OpenBlock | undefined
  /** The hosts of the block that is being walked, by index, as far as they have begun; and the same by transport. */
  #hosts: (HostRecord | undefined)[] = []
  #lanes: Record<Transport, (HostLane | undefined)[]> = { tcp: [], udp: [] }

  constructor(desk: FeedDesk) {
    this.#desk = desk
  }

  /** True once nothing more comes. */
  get ended(): boolean {
    return this.stopped || (this.#walking === undefined && this.#desk.supply.ended)
  }

  /** Nothing more begins. Gives the hosts of the block at hand of which nothing has begun. */
  stop(): HostRecord[] {
    const block = this.#walking
    this.stopped = true
    this.#walking = undefined
    if (block === undefined) return []
    const all = block.block.hosts.map((_host, index) => this.#hosts[index] ?? new HostRecord(block, index))
    return all.filter((record) => !this.#hosts.includes(record))
  }

  /** Whether more than one host has its turn, as far as is known. */
  get isWide(): boolean {
    return (this.#walking?.block.hosts.length ?? 2) > 1
  }

  /** One step: a port that begins; `nothing`, when a block began or ended, or a notice passed; `dry`, when the source has to be waited for. */
  next(): PendingPort | 'nothing' | 'dry' {
    if (this.stopped) return 'dry'
    if (this.#walking !== undefined) return this.#step(this.#walking)
    const item = this.#desk.supply.next()
    if (item === undefined) return 'dry'
    if (item.kind === 'block') this.#open(item)
    else this.#desk.outbox.push(item)
    return 'nothing'
  }

  #open(block: Block): void {
    this.#walking = new OpenBlock(block)
    this.#hosts = []
    this.#lanes = { tcp: [], udp: [] }
    if (block.index !== LOOSE) this.#desk.progress?.opened(this.#walking)
  }

  #step(block: OpenBlock): PendingPort | 'nothing' {
    const { ledger } = this.#desk
    const walk = block.advance()
    if (walk === undefined) {
      this.#walking = undefined
      ledger.walked(block)
      return 'nothing'
    }
    const { host, transport } = walk
    const lane = (this.#lanes[transport][host] ??= this.#lane(block, host, transport))
    const port = new PendingPort(lane, walk.position, walk.port, walk.tries)
    ledger.begin(port)
    return port
  }

  #lane(block: OpenBlock, index: number, transport: Transport): HostLane {
    const { ledger } = this.#desk
    const record = (this.#hosts[index] ??= ledger.openHost(block, index))
    return ledger.openLane(record, transport)
  }
}
