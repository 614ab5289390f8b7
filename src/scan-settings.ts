import type { Discoverer } from './discover/discoverer.ts'
import type { ServiceProbe } from './fingerprint/service-probe.ts'
import { systemClock, type Clock } from './model/clock.ts'
import { portCount } from './model/port-count.ts'
import type { PortSet, Targets } from './model/target.ts'
import type { AddressSet } from './net/address-set.ts'
import { descriptorBudget } from './net/descriptor-budget.ts'
import { parseCanary, type CanaryTarget } from './scan-canary.ts'
import { checkEngine } from './scan-engine-options.ts'
import { checkOptions, optionError, SEEDS } from './scan-option-rules.ts'
import type { ScanOptions, ServiceOptions } from './scan-options.ts'
import { probesOf } from './scan-probes.ts'
import { timings, type Timing } from './scan-timing.ts'
import { checkTargets } from './targets/check-targets.ts'
import { countTargets, type TargetCount } from './targets/count-targets.ts'
import { parseAddressSet } from './targets/parse-address-set.ts'
import { parsePorts, subtractPorts } from './targets/parse-ports.ts'

/** How services are named, with the probes themselves. */
export type ServiceSettings = Omit<ServiceOptions, 'probes'> & { readonly probes?: readonly ServiceProbe[] }

/** The options of a scan, checked and complete. */
export interface ScanSettings {
  readonly targets: Targets
  readonly options: ScanOptions
  readonly ports: PortSet
  readonly excludePorts: PortSet | undefined
  readonly exclude: AddressSet | undefined
  readonly allow: AddressSet | undefined
  readonly deny: AddressSet | undefined
  readonly order: 'random' | 'sequential'
  readonly seed: number
  readonly timing: Timing
  readonly services: ServiceSettings | undefined
  readonly discovery: 'auto' | readonly Discoverer[] | undefined
  readonly canary: CanaryTarget | undefined
  readonly clock: Clock
  /** Connections at once: of the scan itself, of the naming of services, and of the search for hosts. */
  readonly slots: { readonly scan: number; readonly services: number; readonly discovery: number }
  readonly count: TargetCount
}

const USUAL_PORTS = 'top-1000'
const USUAL_PORTS_WITH_UDP = 'T:top-1000,U:top-100'

/** Checks everything before a packet is sent. Throws `ERR_TARGET` or `ERR_OPTION`. */
export function completeOptions(targets: Targets, options: ScanOptions): ScanSettings {
  checkOptions(options)
  checkEngine(options)
  checkTargets(targets, options)
  const udp = options.udp ?? false
  const ports = parsePorts(options.ports ?? (udp ? USUAL_PORTS_WITH_UDP : USUAL_PORTS), { udp })
  // What is to be left out is left out over both, whether UDP is scanned by `udp` or by `U:`.
  const excludePorts =
    options.excludePorts === undefined ? undefined : parsePorts(options.excludePorts, { udp: true })
  if (excludePorts !== undefined && portCount(subtractPorts(ports, excludePorts)) === 0) {
    throw optionError('excludePorts', 'at least one port that is left to scan', options.excludePorts)
  }
  const exclude = addressSet(options.exclude)
  const timing = completeTiming(options)
  const services = options.services === true ? {} : completeServices(options.services || undefined)
  const discovery = options.discovery || undefined
  if (discovery !== undefined && (options.shard?.count ?? 1) > 1) {
    throw optionError(
      'discovery',
      'none with a shard, since shares that find other hosts do not make a whole',
      discovery === 'auto' ? discovery : discovery.map(({ name }) => name),
    )
  }
  const count = countTargets(targets, ports, {
    ...(exclude && { exclude }),
    ...(excludePorts && { excludePorts }),
    udp,
  })
  if (count.endpoints > SEEDS && options.allowHuge !== true) {
    throw optionError(
      'allowHuge',
      `true for ${count.endpoints} endpoints, which is more than 2^32`,
      options.allowHuge,
    )
  }
  return {
    targets,
    options,
    ports,
    excludePorts,
    exclude,
    allow: addressSet(options.allow),
    deny: addressSet(options.deny),
    order: options.order ?? 'random',
    seed: options.resume?.seed ?? options.seed ?? defaultSeed(options),
    timing,
    services,
    discovery,
    canary: options.canary === undefined ? undefined : parseCanary(options.canary),
    clock: options.clock ?? systemClock,
    slots: shareSlots(timing.concurrency, services !== undefined, discovery !== undefined, {
      bySockets: options.connector === undefined,
      tryBySocket: ports.udp !== undefined || options.strategy?.tcp?.holdsSockets !== false,
    }),
    count,
  }
}

function completeServices(options: ServiceOptions | undefined): ServiceSettings | undefined {
  if (options === undefined) return undefined
  const { probes, ...others } = options
  return probes === undefined ? others : { ...others, probes: probesOf(probes) }
}

/** Shards are a partition only if all of them have one seed. */
function defaultSeed({ shard, random = Math.random }: ScanOptions): number {
  return shard === undefined ? Math.floor(random() * SEEDS) : 0
}

/**
 * A quarter of the connections is kept for naming, so that it is never starved by the scan that feeds it, and of the
 * rest a half for the search for hosts, most of whose connections wait for nobody.
 */
function shareSlots(
  concurrency: number,
  naming: boolean,
  searching: boolean,
  // A connector of the user's may not use descriptors at all.
  { bySockets, tryBySocket }: { readonly bySockets: boolean; readonly tryBySocket: boolean },
): ScanSettings['slots'] {
  const most = bySockets ? Math.min(concurrency, descriptorBudget()) : concurrency
  const services = naming ? Math.max(1, Math.min(320, Math.floor(most / 4))) : 0
  const discovery = searching ? Math.max(1, Math.min(1_024, Math.floor((most - services) / 2))) : 0
  const scan = tryBySocket ? Math.max(1, most - services - discovery) : concurrency
  return { scan, services, discovery }
}

function completeTiming(options: ScanOptions): Timing {
  const { timing = 'normal', concurrency, perHost, rate, perHostRate, timeout, retries } = options
  const base = typeof timing === 'string' ? timings[timing] : { ...timings.normal, ...given(timing) }
  return { ...base, ...given({ concurrency, perHost, rate, perHostRate, timeout, retries }) }
}

function given(parts: object): object {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined))
}

function addressSet(spec: string | readonly string[] | undefined): AddressSet | undefined {
  return spec === undefined ? undefined : parseAddressSet(spec)
}
