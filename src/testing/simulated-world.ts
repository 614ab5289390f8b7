import type { Endpoint } from 'portscan-core'
import { PrefixTable } from './prefix-table.ts'
import { RecentMap } from './recent-map.ts'
import { textHash } from './seeded-draw.ts'
import { natureOf, type NatureOf, type SimulatedHosts } from './simulated-host.ts'
import type { PolicedPacket, SimulatedPath } from './simulated-path.ts'
import { TokenBucket } from './token-bucket.ts'

/** An address as packets see it. */
export interface Site {
  /** Stands for the address in draws. */
  readonly host: number
  readonly path: SimulatedPath
  readonly natureOf: NatureOf
  /** The limiters on its way, by the kind of packet that they look at. */
  readonly policers: Readonly<Partial<Record<PolicedPacket, TokenBucket>>>
}

/** A path with the limiters that its addresses share. */
interface SharedPath {
  readonly path: SimulatedPath
  readonly shared: Readonly<Partial<Record<PolicedPacket, TokenBucket>>>
}

const KINDS: readonly PolicedPacket[] = ['syn', 'rst', 'icmp']
/** Addresses that are remembered with their limiters; far more than a scan has in play at once. */
const REMEMBERED = 8_192

/** What there is at every address: looked up by prefix once, then remembered. */
export class SimulatedWorld {
  readonly #paths: PrefixTable<SharedPath>
  readonly #hosts: PrefixTable<NatureOf>
  readonly #sites = new RecentMap<string, Site>(REMEMBERED)

  constructor(
    seed: number,
    paths: Readonly<Record<string, SimulatedPath>>,
    hosts: Readonly<Record<string, SimulatedHosts>>,
  ) {
    this.#paths = new PrefixTable(mapValues(paths, sharedPath))
    this.#hosts = new PrefixTable(mapValues(hosts, (host) => natureOf(host, seed)))
  }

  site(address: string): Site {
    const known = this.#sites.get(address)
    if (known !== undefined) return known
    const { path, shared } = this.#paths.find(address) ?? PLAIN
    const site: Site = {
      host: textHash(address),
      path,
      natureOf: this.#hosts.find(address) ?? nobody,
      policers: { ...shared, ...policersOf(path, 'host') },
    }
    this.#sites.set(address, site)
    return site
  }

  nature(endpoint: Endpoint): ReturnType<NatureOf> {
    const site = this.site(endpoint.address)
    return site.natureOf(endpoint, site.host)
  }
}

const PLAIN: SharedPath = { path: {}, shared: {} }
const nobody: NatureOf = () => 'filtered'

function sharedPath(path: SimulatedPath): SharedPath {
  return { path, shared: policersOf(path, 'prefix') }
}

function policersOf(
  path: SimulatedPath,
  whose: 'host' | 'prefix',
): Partial<Record<PolicedPacket, TokenBucket>> {
  const found: Partial<Record<PolicedPacket, TokenBucket>> = {}
  for (const kind of KINDS) {
    const policer = path[kind]
    if (policer !== undefined && (policer.per ?? 'prefix') === whose) found[kind] = new TokenBucket(policer)
  }
  return found
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
}
