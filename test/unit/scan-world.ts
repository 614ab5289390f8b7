import { seededRandom } from '../../src/model/random.ts'
import { scan, type Scan } from '../../src/scan.ts'
import type { ScanOptions } from '../../src/scan-options.ts'
import type { Targets } from '../../src/model/target.ts'
import { manualClock, type ManualClock } from '../support/manual-clock.ts'
import { memoryNetwork, type MemoryNetwork, type MemoryNetworkOptions } from '../support/memory-network.ts'
import { staticResolver, type StaticNames, type StaticResolver } from '../support/static-resolver.ts'

export interface ScanWorld {
  readonly clock: ManualClock
  readonly network: MemoryNetwork
  readonly resolver: StaticResolver
  /** Dials by `'address:port'`. */
  readonly dialled: Map<string, number>
  scan(targets: Targets, options?: ScanOptions): Scan
}

/** Everything that a scan touches, in memory and virtual time. */
export function scanWorld(
  net: Omit<MemoryNetworkOptions, 'clock'> = { ports: {} },
  names: StaticNames = {},
): ScanWorld {
  const clock = manualClock()
  const dialled = new Map<string, number>()
  const { ports } = net
  const find = typeof ports === 'function' ? ports : undefined
  const known = typeof ports === 'function' ? {} : ports
  const network = memoryNetwork({
    latency: 20,
    ...net,
    ports(endpoint) {
      const key = `${endpoint.address}:${String(endpoint.port)}`
      dialled.set(key, (dialled.get(key) ?? 0) + 1)
      return find === undefined ? known[key] : find(endpoint)
    },
    clock,
  })
  const resolver = staticResolver(names)
  return {
    clock,
    network,
    resolver,
    dialled,
    scan: (targets, options = {}) =>
      scan(targets, {
        connector: network.connector,
        clock,
        resolver,
        random: seededRandom(1),
        ...options,
      }),
  }
}
