import { collect } from '../../../src/flow/collect.ts'
import type { AnyIterable } from '../../../src/flow/pull.ts'
import type { Block } from '../../../src/model/block.ts'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import type { HostEvent, Notice, ScanEvent } from '../../../src/model/event.ts'
import { seededRandom } from '../../../src/model/random.ts'
import type { PortResult } from '../../../src/model/result.ts'
import { createPacer, type Pacer } from '../../../src/pace/pacer.ts'
import { ProbeCounts } from '../../../src/probe/probe-counts.ts'
import { probePorts } from '../../../src/probe/probe-ports.ts'
import type { ProbePortsOptions } from '../../../src/probe/probe-settings.ts'
import { tcpConnect } from '../../../src/probe/tcp-connect.ts'
import { pathBounds, timings, type Timing } from '../../../src/scan-timing.ts'
import { manualClock, type ManualClock } from '../../support/manual-clock.ts'
import { memoryNetwork, type MemoryNetwork, type MemoryNetworkOptions } from '../../support/memory-network.ts'

type Source = AnyIterable<Block | Endpoint | Notice>

export interface Staging extends Omit<MemoryNetworkOptions, 'clock' | 'random'> {
  readonly timing?: Partial<Timing>
  readonly options?: Partial<ProbePortsOptions>
  readonly seed?: number
  readonly clock?: ManualClock
}

export interface Staged {
  readonly clock: ManualClock
  readonly network: MemoryNetwork
  readonly pacer: Pacer
  readonly counts: ProbeCounts
  /** Dials by address and port. */
  readonly dialled: Map<string, number>
  /** The stage over a source; `changes` win over the options of the staging. */
  stage(source: Source, changes?: Partial<ProbePortsOptions>): AsyncIterable<ScanEvent>
  /** Everything that the stage says of this source. */
  run(source: Source): Promise<ScanEvent[]>
}

/** The stage over a network in memory, in virtual time. */
export function staged({ timing, options = {}, seed = 1, clock = manualClock(), ...net }: Staging): Staged {
  const dialled = new Map<string, number>()
  const find = typeof net.ports === 'function' ? net.ports : undefined
  const known = typeof net.ports === 'function' ? {} : net.ports
  const network = memoryNetwork({
    latency: 20,
    ...net,
    ports(endpoint) {
      const key = `${endpoint.address}:${String(endpoint.port)}`
      dialled.set(key, (dialled.get(key) ?? 0) + 1)
      return find === undefined ? known[key] : find(endpoint)
    },
    clock,
    random: seededRandom(seed),
  })
  const counts = new ProbeCounts()
  const numbers: Timing = { ...timings.normal, ...timing }
  const pacer = createPacer({ ...pathBounds(numbers), concurrency: numbers.concurrency, clock })
  const stage: Staged['stage'] = (source, changes) =>
    probePorts({
      strategy: tcpConnect({ connector: network.connector }),
      pacer,
      states: 'all',
      counts,
      clock,
      ...options,
      ...changes,
    })(source)
  return {
    clock,
    network,
    pacer,
    counts,
    dialled,
    stage,
    run: (source) => clock.runUntilIdle(collect(stage(source))),
  }
}

export const portsOf = (events: readonly ScanEvent[]): PortResult[] =>
  events.filter((event): event is PortResult => event.kind === 'port')

export const hostsOf = (events: readonly ScanEvent[]): HostEvent[] =>
  events.filter((event): event is HostEvent => event.kind === 'host')
