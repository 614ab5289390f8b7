import type { DiscoverTools } from '../../../src/discover/discoverer.ts'
import type { ResolvedHost } from '../../../src/model/host.ts'
import { manualClock, type ManualClock } from '../../support/manual-clock.ts'
import { memoryNetwork, type MemoryNetwork, type MemoryNetworkOptions } from '../../support/memory-network.ts'

export function hostAt(address: string, more: Partial<ResolvedHost> = {}): ResolvedHost {
  const family = address.includes(':') ? 6 : 4
  return { kind: 'address', target: address, address, family, ordinal: 0, ...more }
}

export interface DiscoverWorld {
  readonly clock: ManualClock
  readonly network: MemoryNetwork
  readonly abort: AbortController
  readonly tools: DiscoverTools
}

/** What a discoverer works with, in memory and virtual time. */
export function discoverWorld(
  ports: MemoryNetworkOptions['ports'],
  more: Partial<DiscoverTools> = {},
): DiscoverWorld {
  const clock = manualClock()
  const network = memoryNetwork({ ports, latency: 30, clock })
  const abort = new AbortController()
  const turn = (): Promise<boolean> => Promise.resolve(true)
  const tools = { connector: network.connector, perHost: 64, signal: abort.signal, clock, turn, ...more }
  return { clock, network, abort, tools }
}
