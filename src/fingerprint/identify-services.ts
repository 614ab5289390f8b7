import { mapConcurrent } from '../flow/map-concurrent.ts'
import type { Stage } from '../flow/stage.ts'
import { systemClock, type Clock } from '../model/clock.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { ScanEvent, Warning } from '../model/event.ts'
import type { Random } from '../model/random.ts'
import type { PortResult } from '../model/result.ts'
import type { Connector } from '../net/connection.ts'
import { EndpointRecord } from './endpoint-record.ts'
import { HostMemory } from './host-memory.ts'
import { Investigation } from './investigation.ts'
import type { MatcherFailed } from './recognize.ts'
import type { ServiceProbe } from './service-probe.ts'
import { commonServices } from './services/index.ts'

export interface IdentifyServicesOptions {
  /** Opens the further connections; already limited, paced and checked by policy. */
  readonly connector: Connector
  /** Default: `commonServices`. */
  readonly probes?: readonly ServiceProbe[]
  /** What one endpoint may cost while nothing identifies. Default: 5,000 ms and 48 connections (polite: 12). */
  readonly budget?: { readonly time?: number; readonly connections?: number }
  /** 0 (only the port's usual services) to 9 (every probe there is). Default 7. */
  readonly intensity?: number
  /** Speak TLS and STARTTLS. Default true. */
  readonly tls?: boolean
  /** At most 2 sockets at once to an endpoint (otherwise 4), and 12 in all. Default false. */
  readonly polite?: boolean
  /** Endpoints worked on at once. Default 64. */
  readonly concurrency?: number
  /** Endpoints of one host worked on at once. Default 16. */
  readonly perHost?: number
  readonly clock?: Clock
  /** For the ids and cookies of hellos. */
  readonly random?: Random
  readonly signal?: AbortSignal
}

/** Milliseconds for one endpoint, whatever it says. */
const ENDPOINT_TIME = 15_000
const MUTE_HOST = 'not asked: the open ports of this host say nothing, all alike'

/**
 * Names the service behind each open port. What the exchanges of a result already say costs no connection; the
 * rest is asked, in waves within the budget. Every open port leaves with a `service`: where nothing identified it,
 * one of confidence `port-table`. Other events and ports pass on; the order of the source is not kept.
 *
 * @example
 * pipe(source, probePorts({ strategy }), identifyServices({ connector: tcpConnector() }))
 */
export function identifyServices(options: IdentifyServicesOptions): Stage<ScanEvent, ScanEvent> {
  const { concurrency = 64, perHost = 16, signal } = options
  return (source) => {
    const hosts = new HostMemory(perHost)
    const warnings = new WarnOnce()
    const work = (
      event: ScanEvent,
      closed: AbortSignal,
    ): readonly ScanEvent[] | Promise<readonly ScanEvent[]> => {
      if (event.kind === 'host' && event.status === 'finished') hosts.forget(event.address)
      if (event.kind !== 'port' || event.state !== 'open') return [event]
      return identify(event, options, hosts, warnings, [closed, ...(signal === undefined ? [] : [signal])])
    }
    return mapConcurrent(work, { concurrency, ordered: false })(source)
  }
}

async function identify(
  result: PortResult,
  options: IdentifyServicesOptions,
  hosts: HostMemory,
  warnings: WarnOnce,
  signals: readonly AbortSignal[],
): Promise<readonly ScanEvent[]> {
  await hosts.enter(result.address)
  try {
    for (const signal of signals) signal.throwIfAborted()
    const named = await investigate(result, options, hosts, warnings.matcherFailed, signals)
    for (const signal of signals) signal.throwIfAborted()
    return [...warnings.take(), named]
  } finally {
    hosts.leave(result.address)
  }
}

async function investigate(
  result: PortResult,
  options: IdentifyServicesOptions,
  hosts: HostMemory,
  failed: MatcherFailed,
  signals: readonly AbortSignal[],
): Promise<PortResult> {
  const { clock = systemClock, random = Math.random, polite = false, budget = {} } = options
  const deadline = clock.now() + ENDPOINT_TIME
  const record = new EndpointRecord(endpointOf(result), { clock, random, deadline, rtt: result.rtt })
  const investigation = new Investigation(result, record, {
    connector: options.connector,
    probes: options.probes ?? commonServices,
    intensity: options.intensity ?? 7,
    tls: options.tls ?? true,
    time: budget.time ?? 5_000,
    connections: budget.connections ?? (polite ? 12 : 48),
    atOnce: polite ? 2 : 4,
    failed,
  })
  const end = (): void => investigation.end()
  const callOff = clock.after(ENDPOINT_TIME, end)
  for (const signal of signals) signal.addEventListener('abort', end)
  try {
    const service = await investigation.run(hosts.isMute(result.address) ? MUTE_HOST : undefined)
    hosts.note(result.address, investigation.reactions)
    return withService(result, service, record)
  } finally {
    callOff()
    for (const signal of signals) signal.removeEventListener('abort', end)
    end()
  }
}

function withService(result: PortResult, service: PortResult['service'], record: EndpointRecord): PortResult {
  const exchanges = [...(result.exchanges ?? []), ...record.exchanges]
  const banner =
    result.banner ?? exchanges.find(({ received, probe }) => received.length > 0 && probe !== 'tls')?.received
  return {
    ...result,
    ...(exchanges.length > 0 && { exchanges }),
    ...(banner !== undefined && { banner }),
    ...(service !== undefined && { service }),
  }
}

function endpointOf({ address, family, port, transport, name }: PortResult): Endpoint {
  return { address, family, port, transport, ...(name !== undefined && { name }) }
}

/** Turns the bugs of matchers into one warning each, so that a peer's bytes never end a scan. */
class WarnOnce {
  readonly #told = new Set<string>()
  readonly #pending: Warning[] = []

  readonly matcherFailed: MatcherFailed = ({ name }, error) => {
    if (this.#told.has(name)) return
    this.#told.add(name)
    const message = `The probe '${name}' failed on an answer, which is a bug in the probe: ${String(error)}`
    this.#pending.push({ kind: 'warning', code: 'probe-failed', message })
  }

  take(): Warning[] {
    return this.#pending.splice(0)
  }
}
