import type { Block, Shard } from '../model/block.ts'
import type { Notice, Skipped } from '../model/event.ts'
import type { ResolvedHost } from '../model/host.ts'
import { portCount } from '../model/port-count.ts'
import { mix32 } from '../model/random.ts'
import type { PortSet } from '../model/target.ts'
import { createBlock, MAX_BLOCK_ENDPOINTS, MAX_BLOCK_HOSTS } from '../order/block.ts'
import { subtractPorts } from './parse-ports.ts'
import type { ResumedBlock } from './spread-resume.ts'

export interface BlockBuilderOptions {
  readonly ports: PortSet
  readonly excludePorts?: PortSet
  /** Seed of the scan; none means endpoints in sequence. */
  readonly seed?: number
  readonly shard?: Shard
}

/** Gathers hosts until they fill a block. */
export class BlockBuilder {
  readonly #options: BlockBuilderOptions
  readonly #ports: PortSet
  /** What `excludePorts` leaves of the sets that hosts bring along. */
  readonly #left = new WeakMap<PortSet, PortSet>()
  #hosts: ResolvedHost[] = []
  #sets: PortSet[] = []
  #endpoints = 0
  #index: number

  constructor(options: BlockBuilderOptions, firstIndex: number) {
    this.#options = options
    this.#ports = this.#allowed(options.ports)
    this.#index = firstIndex
  }

  get empty(): boolean {
    return this.#hosts.length === 0
  }

  /** How many hosts with the usual ports still fit, at least one. */
  get room(): number {
    const byEndpoints = Math.floor(
      (MAX_BLOCK_ENDPOINTS - this.#endpoints) / Math.max(1, portCount(this.#ports)),
    )
    return Math.max(1, Math.min(MAX_BLOCK_HOSTS - this.#hosts.length, byEndpoints))
  }

  /** Takes a host in. Blocks that it no longer fitted in go to `out`, and the host itself if it has no port to scan. */
  add(host: ResolvedHost, out: (Block | Notice)[]): void {
    const set = host.ports === undefined ? this.#ports : this.#allowed(host.ports)
    if (portCount(set) === 0) {
      out.push(skippedHost(host))
      return
    }
    // Twice at most: what moves on with its ordinal may leave no room either, and is then cut where it stands.
    while (!this.#fits(set)) out.push(this.#cut(this.#groupStart(host.ordinal)))
    this.#hosts.push(host)
    this.#sets.push(set)
    this.#endpoints += portCount(set)
  }

  /** The hosts gathered so far as a block, however few. */
  flush(): Block | undefined {
    return this.empty ? undefined : this.#cut(this.#hosts.length)
  }

  /** A block of an earlier run, to go on where it stood. */
  resume(old: ResumedBlock): Block {
    const sets = old.hosts.map((host) => (host.ports === undefined ? this.#ports : this.#allowed(host.ports)))
    return this.#create(old.index, old.hosts, sets, old)
  }

  #fits(set: PortSet): boolean {
    return this.#hosts.length < MAX_BLOCK_HOSTS && this.#endpoints + portCount(set) <= MAX_BLOCK_ENDPOINTS
  }

  #cut(count: number): Block {
    const block = this.#create(this.#index++, this.#hosts.slice(0, count), this.#sets.slice(0, count))
    this.#hosts = this.#hosts.slice(count)
    this.#sets = this.#sets.slice(count)
    this.#endpoints = this.#sets.reduce((sum, set) => sum + portCount(set), 0)
    return block
  }

  #create(
    index: number,
    hosts: readonly ResolvedHost[],
    ports: readonly PortSet[],
    old?: ResumedBlock,
  ): Block {
    const { seed, shard } = this.#options
    return createBlock({
      index,
      hosts,
      ports,
      ...(seed !== undefined && { seed: mix32(mix32(seed) + index) }),
      ...(shard && { shard }),
      ...(old && { resume: old.progress }),
    })
  }

  /** Where the addresses of an ordinal start, so that they stay in one block; all where they fill one by themselves. */
  #groupStart(ordinal: number): number {
    let start = this.#hosts.length
    while (start > 0 && this.#hosts[start - 1]!.ordinal === ordinal) start--
    return start > 0 ? start : this.#hosts.length
  }

  #allowed(set: PortSet): PortSet {
    const { excludePorts } = this.#options
    if (excludePorts === undefined) return set
    const known = this.#left.get(set)
    if (known !== undefined) return known
    const left = subtractPorts(set, excludePorts)
    this.#left.set(set, left)
    return left
  }
}

function skippedHost(host: ResolvedHost): Skipped {
  const { target, address, name, tag } = host
  return {
    kind: 'skipped',
    target,
    address,
    reason: 'excluded',
    ...(name !== undefined && { name }),
    ...(tag !== undefined && { tag }),
  }
}
