import type { Reaction } from './service-probe.ts'

/**
 * How an endpoint stands by what the scan has heard: it has its name, it has none, or it has said what nobody knows. None of
 * the three takes the places of another.
 */
export type Standing = 'named' | 'unnamed' | 'strange'

/** What naming has seen of one host so far. */
interface HostSeen {
  /** Endpoints that have come and not left. */
  inside: number
  readonly places: Readonly<Record<Standing, Places>>
  /** Those who wait until nothing of it is worked on. */
  readonly resting: (() => void)[]
  /** Endpoints that said nothing at all, by how they said it. */
  readonly mute: Map<string, number>
  /** Services that some of its ports are. */
  readonly names: Set<string>
  spoke: boolean
  /** Every port of it is open. */
  allOpen: boolean
  /** Other ports of it were tried, to see whether all are open. */
  tried: boolean
}

/** Hosts remembered, at most; the longest known are forgotten first. */
const MOST_HOSTS = 4_096
/** Names remembered of one host. */
const MOST_NAMES = 32
/** So many open ports that all react alike and say nothing: something in between answers for them. */
const ALIKE = 20

/** Per host: how many endpoints are worked on at once, and whether asking there makes sense. */
export class HostMemory {
  readonly #hosts = new Map<string, HostSeen>()
  readonly #perHost: number

  constructor(perHost: number) {
    this.#perHost = perHost
  }

  /** One more endpoint of this host is to be named. */
  come(address: string): void {
    this.#host(address).inside++
  }

  /** It is done. */
  go(address: string): void {
    const host = this.#hosts.get(address)
    if (host === undefined || --host.inside > 0) return
    for (const rested of host.resting.splice(0)) rested()
  }

  /** Waits until there is room for one more endpoint of this host, which has come. */
  enter(address: string, standing: Standing): Promise<void> {
    return this.#host(address).places[standing].enter()
  }

  /** Makes room for the next endpoint of this host. */
  leave(address: string, standing: Standing): void {
    this.#hosts.get(address)?.places[standing].leave()
  }

  /** Waits until none of its endpoints is worked on. */
  async rest(address: string): Promise<void> {
    const host = this.#hosts.get(address)
    if (host !== undefined && host.inside > 0)
      await new Promise<void>((resolve) => host.resting.push(resolve))
  }

  /** Remembers how an endpoint reacted to all that was asked. */
  note(address: string, reactions: readonly (Reaction | undefined)[]): void {
    const host = this.#host(address)
    if (reactions.includes('data')) host.spoke = true
    else {
      const manner = reactions.join(' ')
      host.mute.set(manner, (host.mute.get(manner) ?? 0) + 1)
    }
  }

  /** Remembers what one of its ports is. */
  noteName(address: string, name: string): void {
    const { names } = this.#host(address)
    if (names.size < MOST_NAMES) names.add(name)
  }

  /** The services that some of its ports are. */
  names(address: string): ReadonlySet<string> {
    return this.#host(address).names
  }

  /** True for a host whose open ports have all said nothing, in the same manner. */
  isMute(address: string): boolean {
    const host = this.#hosts.get(address)
    return host !== undefined && !host.spoke && Math.max(0, ...host.mute.values()) >= ALIKE
  }

  /** True once for a host whose ports are mute: it is time to see whether all of its ports are open. */
  needsTrial(address: string): boolean {
    const host = this.#hosts.get(address)
    if (host === undefined || host.tried || host.allOpen || !this.isMute(address)) return false
    host.tried = true
    return true
  }

  noteAllOpen(address: string): void {
    this.#host(address).allOpen = true
  }

  isAllOpen(address: string): boolean {
    return this.#hosts.get(address)?.allOpen === true
  }

  forget(address: string): void {
    const host = this.#hosts.get(address)
    if (host !== undefined && host.inside === 0) this.#hosts.delete(address)
  }

  #host(address: string): HostSeen {
    const known = this.#hosts.get(address)
    if (known !== undefined) return known
    for (const [old, { inside }] of this.#hosts) {
      if (this.#hosts.size < MOST_HOSTS) break
      if (inside === 0) this.#hosts.delete(old)
    }
    const host: HostSeen = {
      inside: 0,
      places: {
        named: new Places(this.#perHost),
        unnamed: new Places(this.#perHost),
        strange: new Places(this.#perHost),
      },
      resting: [],
      mute: new Map(),
      names: new Set(),
      spoke: false,
      allOpen: false,
      tried: false,
    }
    this.#hosts.set(address, host)
    return host
  }
}

/** Places for so many at once; the others get theirs in turn. */
class Places {
  readonly #limit: number
  readonly #waiting: (() => void)[] = []
  #taken = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  async enter(): Promise<void> {
    if (this.#taken >= this.#limit) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    else this.#taken++
  }

  leave(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#taken--
    else next()
  }
}
