import fc from 'fast-check'
import { ssh } from '../../src/fingerprint/services/ssh.ts'
import { tcpPing } from '../../src/discover/tcp-ping.ts'
import type { Endpoint } from '../../src/model/endpoint.ts'
import type { PortState } from '../../src/model/result.ts'
import type { Connector, DialFailure } from '../../src/net/connection.ts'
import { createLimiter } from '../../src/net/limiter.ts'
import type { ScanOptions } from '../../src/scan-options.ts'
import { answers, greets } from '../../src/testing/peer-script.ts'
import type { PortNature } from '../../src/testing/simulated-host.ts'
import { simulatedNetwork, type SimulatedNetwork } from '../../src/testing/simulated-network.ts'

/** What kind of host there is at an address; each scan has some of each. */
export const KINDS = ['plain', 'decoy', 'silent', 'rejecting', 'unreachable', 'routeless'] as const
export type Kind = (typeof KINDS)[number]

/** A world and a scan of it. */
export interface Plan {
  readonly seed: number
  readonly hosts: readonly Kind[]
  readonly ports: number
  readonly udp: boolean
  readonly rtt: number
  readonly loss: number
  readonly descriptors: number | undefined
  /** The event loop stands still for half of each second. */
  readonly stalls: boolean
  /** Each so-manieth dial meets itself, and the next one finds no buffer. */
  readonly troubles: number | undefined
  /** When our own side is cut off, in milliseconds from the first look at the canary, without which nobody would see it. */
  readonly outages: readonly (readonly [from: number, length: number])[]
  readonly canary: boolean
  readonly discovery: boolean
  readonly services: boolean
  readonly limiter: number | undefined
  /** Milliseconds that the consumer rests after each result. */
  readonly rest: number
  readonly pauses: readonly (readonly [from: number, length: number])[]
  /** When the scan is killed and gone on with from its checkpoint. */
  readonly kills: readonly number[]
  readonly options: Pick<
    ScanOptions,
    'order' | 'hostTimeout' | 'stopAfter' | 'concurrency' | 'perHost' | 'rate' | 'perHostRate' | 'states'
  >
  readonly shards: number
}

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined, freq: 2 })

const when = (most: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: most })

const options = fc
  .record({
    order: maybe(fc.constantFrom('random' as const, 'sequential' as const)),
    hostTimeout: maybe(fc.integer({ min: 50, max: 6_000 })),
    stopAfter: maybe(
      fc.oneof(
        fc.record({ open: fc.integer({ min: 1, max: 60 }) }),
        fc.record({ openPerHost: fc.integer({ min: 1, max: 70 }) }),
        fc.record({ open: fc.integer({ min: 1, max: 90 }), openPerHost: fc.integer({ min: 1, max: 80 }) }),
      ),
    ),
    concurrency: maybe(fc.integer({ min: 1, max: 300 })),
    perHost: maybe(fc.integer({ min: 1, max: 60 })),
    rate: maybe(fc.integer({ min: 100, max: 5_000 })),
    perHostRate: maybe(fc.integer({ min: 50, max: 2_000 })),
    states: fc.constantFrom('all' as const, 'all' as const, 'all' as const, ['open'] as const),
  })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)))

const anyPlans: fc.Arbitrary<Plan> = fc.record({
  seed: fc.integer({ min: 1, max: 2 ** 31 }),
  hosts: fc.array(fc.constantFrom('plain' as const, ...KINDS), { minLength: 1, maxLength: 6 }),
  ports: fc.constantFrom(1, 3, 20, 90, 150),
  udp: fc.boolean(),
  rtt: fc.constantFrom(1, 20, 150),
  loss: fc.constantFrom(0, 0, 0, 0.1, 0.3),
  descriptors: maybe(fc.integer({ min: 4, max: 80 })),
  stalls: fc.constantFrom(false, false, false, true),
  troubles: maybe(fc.integer({ min: 2, max: 40 })),
  outages: fc.array(
    fc.tuple(fc.integer({ min: 1_000, max: 8_000 }), fc.integer({ min: 8_000, max: 15_000 })),
    { maxLength: 2 },
  ),
  canary: fc.boolean(),
  discovery: fc.boolean(),
  services: fc.boolean(),
  limiter: maybe(fc.integer({ min: 1, max: 40 })),
  rest: fc.constantFrom(0, 0, 0, 1, 40),
  pauses: fc.array(fc.tuple(when(3_000), fc.integer({ min: 1, max: 20_000 })), { maxLength: 2 }),
  kills: fc.array(when(4_000), { maxLength: 2 }),
  options,
  shards: fc.constantFrom(1, 1, 1, 2, 3),
})

/** A scan that rests through most of an outage may ask only at its very end, too short for the canary to see. */
export const plans = anyPlans.map((plan) =>
  plan.outages.length > 0 ? { ...plan, pauses: [], stalls: false } : plan,
)

/** The address of a plan's host. */
export function addressOf(index: number): string {
  return `192.0.2.${String(index + 1)}`
}

const CANARY = '198.51.100.1'
const SELF_CONNECT = { code: 'ESELFCONNECT', local: true } as const
const NO_BUFFER = { code: 'ENOBUFS', syscall: 'connect', local: true } as const
const NO_ROUTE = { code: 'ENETUNREACH', syscall: 'connect', local: true } as const
const EVERY_SEVENTH = 7

/** What a host's port is; of each kind, by arithmetic. */
function natureOf(kind: Kind, { port, transport }: Endpoint): PortNature {
  if (kind === 'decoy' && transport === 'tcp') return 'open'
  if (kind === 'silent') return 'filtered'
  if (port % EVERY_SEVENTH === 3) return 'filtered'
  if (kind === 'rejecting' && port % 2 === 0) return { code: transport === 'udp' ? 'EACCES' : 'EHOSTUNREACH' }
  if (port % EVERY_SEVENTH !== 0) return 'closed'
  if (transport === 'udp') return answers(() => 'well?')
  return port % 2 === 0 ? greets('SSH-2.0-x\r\n') : 'open'
}

/** The state that a scan without loss finds. */
export function stateOf(kind: Kind, endpoint: Endpoint): PortState {
  if (kind === 'unreachable') return 'filtered'
  const nature = natureOf(kind, endpoint)
  if (nature === 'filtered' && endpoint.transport === 'udp') return 'open|filtered'
  if (typeof nature === 'function') return 'open'
  return typeof nature === 'string' ? nature : 'filtered'
}

/** A plan's world, and what a scan needs of it. */
export interface RandomWorld {
  readonly network: SimulatedNetwork
  /** Everything that a scan of this plan is told, but for what is only of one of its runs. */
  readonly settings: ScanOptions
  /** A run begins now. */
  begin(): void
}

export function worldOf(plan: Plan): RandomWorld {
  const { seed, hosts, udp, rtt, loss, descriptors, canary, outages } = plan
  let seenAt: number | undefined
  const cutOff = (): boolean => {
    const now = network.clock.now() - (seenAt ?? Infinity)
    return outages.some(([from, length]) => now >= from && now < from + length)
  }
  const found =
    (kind: Kind) =>
    (endpoint: Endpoint): PortNature =>
      cutOff() ? 'filtered' : natureOf(kind, endpoint)
  const network = simulatedNetwork({
    seed,
    // By datagram the network takes a round trip to connect: the answer must come in time all the same.
    paths: { '192.0.2.0/24': { rtt: udp ? Math.min(rtt, 20) : rtt, loss } },
    hosts: {
      ...Object.fromEntries(
        hosts.map((kind, index) => [addressOf(index), kind === 'unreachable' ? kind : found(kind)]),
      ),
      [CANARY]: () => {
        seenAt ??= network.clock.now()
        return cutOff() ? 'filtered' : 'open'
      },
    },
    machine: {
      ...(descriptors !== undefined && { descriptors }),
      ...(plan.stalls && { stalls: { every: 1_000, length: 500 } }),
    },
  })
  let dials = 0
  const connector: Connector = (endpoint, dial) => {
    const kind = hosts[Number(endpoint.address.split('.')[3]) - 1]
    const trouble = dials++ % (plan.troubles ?? Infinity)
    if (endpoint.address === CANARY) return network.connector(endpoint, dial)
    if (kind === 'routeless') return failing(NO_ROUTE)
    if (trouble === 1 && endpoint.transport === 'tcp') return failing(SELF_CONNECT)
    return trouble === 2 ? failing(NO_BUFFER) : network.connector(endpoint, dial)
  }
  const { clock, random } = network
  const settings: ScanOptions = {
    ...plan.options,
    ports: plan.udp ? `T:1-${String(plan.ports)},U:1-${String(plan.ports)}` : `1-${String(plan.ports)}`,
    seed,
    connector,
    clock,
    random,
    ...(canary && { canary: `${CANARY}:22` }),
    ...(plan.discovery && plan.shards === 1 && { discovery: [tcpPing()] }),
    ...(plan.services && { services: { probes: [ssh], tls: false, budget: { time: 1_000 } } }),
    ...(plan.limiter !== undefined && { limiter: createLimiter(plan.limiter) }),
  }
  const begin = (): void => {
    seenAt = undefined
  }
  return { network, settings, begin }
}

function failing(failure: DialFailure): Promise<never> {
  return Promise.reject(failure)
}
