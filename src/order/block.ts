import type { Block, BlockProgress, Shard } from '../model/block.ts'
import type { Transport } from '../model/endpoint.ts'
import type { ResolvedHost } from '../model/host.ts'
import { portCount } from '../model/port-count.ts'
import type { PortSet } from '../model/target.ts'
import { permutation } from './permutation.ts'

/** What is known of a host lives as long as its block: with four times as many, long scans took 50 MiB more. */
export const MAX_BLOCK_HOSTS = 1024
export const MAX_BLOCK_ENDPOINTS = 2 ** 24

export interface BlockParts {
  readonly index: number
  readonly hosts: readonly ResolvedHost[]
  /** The ports of each host, in the order of `hosts`. */
  readonly ports: readonly PortSet[]
  readonly seed?: number
  readonly shard?: Shard
  readonly resume?: BlockProgress
}

/** Numbers the endpoints of some hosts: those of the first host first, its TCP ports before its UDP ones. Plain data, fit for `structuredClone`. */
export function createBlock(parts: BlockParts): Block {
  const starts = new Uint32Array(parts.hosts.length + 1)
  for (let host = 0; host < parts.ports.length; host++)
    starts[host + 1] = starts[host]! + portCount(parts.ports[host]!)
  return { kind: 'block', starts, ...parts }
}

/** Endpoints in a block, those of all shards together. Positions run from 0 to one less. */
export function blockSize(block: Block): number {
  return block.starts[block.hosts.length]!
}

/** How many of the first `end` positions belong to the block's shard. */
export function shardSize(block: Block, end: number = blockSize(block)): number {
  return shareOf(end, block.shard)
}

/** How many of the positions from 0 to one less than `end` belong to a shard. */
export function shareOf(end: number, { index, count }: Shard = { index: 0, count: 1 }): number {
  return Math.max(0, Math.ceil((end - index) / count))
}

/** The largest block of hosts that have so many ports each. */
export function fullBlock(ports: number): { readonly hosts: number; readonly endpoints: number } {
  const hosts = Math.min(MAX_BLOCK_HOSTS, Math.floor(MAX_BLOCK_ENDPOINTS / Math.max(1, ports)))
  return { hosts, endpoints: hosts * ports }
}

/** Endpoints that are still to be scanned when the block arrives. */
export function blockWork(block: Block): number {
  const { next, pending } = block.resume ?? { next: 0, pending: [] }
  return shardSize(block) - shardSize(block, next) + pending.length
}

/**
 * From a position in a block to its endpoint. `seek()` leaves the answer in fields, so that walking millions of
 * endpoints makes no objects.
 *
 * @example
 * const endpoints = new BlockEndpoints(block)
 * endpoints.seek(0)
 * console.log(block.hosts[endpoints.host], endpoints.port)
 */
export class BlockEndpoints {
  readonly size: number
  /** Index into `block.hosts`, valid after `seek()`. */
  host = 0
  port = 0
  transport: Transport = 'tcp'
  readonly #block: Block
  readonly #order: ((index: number) => number) | undefined
  /** Ports a host when all hosts share one set, which saves the search; else 0. */
  readonly #even: number

  constructor(block: Block) {
    this.#block = block
    this.size = blockSize(block)
    const first = block.ports[0]
    this.#even = first !== undefined && block.ports.every((ports) => ports === first) ? portCount(first) : 0
    // Two endpoints or fewer have no order to speak of.
    this.#order =
      block.seed === undefined || this.size < 2 ? undefined : permutation(this.size, block.seed).at
  }

  /** Puts the endpoint at a position from 0 to `size` − 1 into `host`, `port` and `transport`. */
  seek(position: number): void {
    const place = this.#order === undefined ? position : this.#order(position)
    const host = this.#even > 0 ? Math.floor(place / this.#even) : this.#search(place)
    const { tcp, udp } = this.#block.ports[host]!
    const at = place - this.#block.starts[host]!
    this.host = host
    this.transport = at < tcp.length ? 'tcp' : 'udp'
    this.port = at < tcp.length ? tcp[at]! : udp![at - tcp.length]!
  }

  /** The last host that starts at or before `place`; hosts without ports are never found. */
  #search(place: number): number {
    const { starts } = this.#block
    let low = 0
    let high = this.#block.hosts.length
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if (starts[middle]! <= place) low = middle
      else high = middle
    }
    return low
  }
}
