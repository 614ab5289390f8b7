import type { Block, BlockProgress, Shard } from '../../../src/model/block.ts'
import { systemClock } from '../../../src/model/clock.ts'
import type { ResolvedHost } from '../../../src/model/host.ts'
import { seededRandom } from '../../../src/model/random.ts'
import { createBlock } from '../../../src/order/block.ts'
import { createPacer } from '../../../src/pace/pacer.ts'
import { pathBounds, timings } from '../../../src/scan-timing.ts'
import { HostLane, PendingPort } from '../../../src/probe/host-lane.ts'
import { HostRecord } from '../../../src/probe/host-record.ts'
import { OpenBlock } from '../../../src/probe/open-block.ts'
import { ProbeCounts } from '../../../src/probe/probe-counts.ts'
import type { ProbeSettings } from '../../../src/probe/probe-settings.ts'
import { tcpConnect } from '../../../src/probe/tcp-connect.ts'
import { udpPayload } from '../../../src/probe/udp-payload.ts'
import { manualClock } from '../../support/manual-clock.ts'

export interface BlockOptions {
  readonly index?: number
  readonly seed?: number
  readonly shard?: Shard
  readonly resume?: BlockProgress
}

export function hostAt(number: number, facts: Partial<ResolvedHost> = {}): ResolvedHost {
  const address = `192.0.${String(2 + (number >> 8))}.${String(number & 255)}`
  return { kind: 'address', target: address, address, family: 4, ordinal: number, ...facts }
}

/** Hosts from 192.0.2.1 on, each with ports from 1 on. */
export function blockOf(hosts: number, ports: number, options: BlockOptions = {}): Block {
  const tcp = Uint16Array.from({ length: ports }, (_, port) => port + 1)
  const set = { tcp }
  return createBlock({
    index: 0,
    hosts: Array.from({ length: hosts }, (_, host) => hostAt(host + 1)),
    ports: Array.from({ length: hosts }, () => set),
    ...options,
  })
}

export function recordOf(block = new OpenBlock(blockOf(3, 10)), index = 0): HostRecord {
  return new HostRecord(block, index)
}

export function laneOf(record = recordOf()): HostLane {
  const pacer = createPacer({ ...pathBounds(timings.normal), concurrency: 100, clock: systemClock })
  return new HostLane(record, 'tcp', pacer.path(record.host.address))
}

export function portOf(lane: HostLane, port: number, tries = 0): PendingPort {
  return new PendingPort(lane, port - 1, port, tries)
}

/** Settings of the stage as they are without options, in virtual time. */
export function settingsOf(changes: Partial<ProbeSettings> = {}): ProbeSettings {
  const { clock = manualClock() } = changes
  return {
    strategy: tcpConnect(),
    udpStrategy: udpPayload(),
    pacer: createPacer({ ...pathBounds(timings.normal), concurrency: 100, clock }),
    rate: undefined,
    states: ['open'],
    hostEvents: true,
    window: 100,
    counts: new ProbeCounts(),
    progress: undefined,
    pause: undefined,
    clock,
    random: seededRandom(1),
    neighbour: undefined,
    hostTimeout: undefined,
    stopAfter: undefined,
    canary: undefined,
    signal: undefined,
    ...changes,
  }
}
