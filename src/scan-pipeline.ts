import { flow } from './flow/flow.ts'
import { puller } from './flow/pull.ts'
import { pipe } from './flow/stage.ts'
import { identifyServices } from './fingerprint/identify-services.ts'
import { openerFor } from './fingerprint/opener.ts'
import { commonServices } from './fingerprint/services/index.ts'
import type { Block } from './model/block.ts'
import type { Notice, ScanEvent } from './model/event.ts'
import { normalizeAddress } from './net/embedded-address.ts'
import { withLimiter } from './net/limited.ts'
import { createLimiter } from './net/limiter.ts'
import { withPolicy, type Policy } from './net/policy.ts'
import { createRate, withRate, type Rate } from './net/rate.ts'
import { tcpConnector } from './net/tcp-connector.ts'
import type { Connector } from './net/connection.ts'
import { createPacer } from './pace/pacer.ts'
import { guarded } from './probe/guarded.ts'
import type { ProbeCounts } from './probe/probe-counts.ts'
import { probePorts } from './probe/probe-ports.ts'
import type { ProbeProgress } from './probe/probe-progress.ts'
import type { Pause } from './probe/probe-settings.ts'
import type { ProbeStrategy } from './probe/strategy.ts'
import { tcpBanner } from './probe/tcp-banner.ts'
import { tcpConnect } from './probe/tcp-connect.ts'
import { cachedResolver } from './resolve/cached-resolver.ts'
import { resolveHosts } from './resolve/resolve-hosts.ts'
import { reverseNames } from './resolve/reverse-names.ts'
import { systemResolver } from './resolve/system-resolver.ts'
import type { ScanSettings } from './scan-settings.ts'
import { pathBounds } from './scan-timing.ts'
import { listTargets } from './targets/check-targets.ts'
import { expandTargets } from './targets/expand-targets.ts'
import { spreadPorts } from './targets/spread-ports.ts'
import type { SpreadResume } from './targets/spread-resume.ts'

/** What the facade sees of a running pipeline, and its hands on it. */
export interface PipelineHooks {
  readonly counts: ProbeCounts
  readonly progress: ProbeProgress
  readonly pause: Pause
  readonly signal: AbortSignal
  readonly resume: SpreadResume | undefined
  readonly hostEvents: boolean
  /** Each block before its first endpoint. */
  onBlock(block: Block): void
  /** No block comes any more. */
  onLastBlock(): void
}

/** The usual pipeline: targets → hosts → addresses → blocks → results → named services. */
export function scanPipeline(settings: ScanSettings, hooks: PipelineHooks): AsyncIterable<ScanEvent> {
  const { options, clock, ports, excludePorts, exclude, order, seed, services, slots } = settings
  const { signal } = hooks
  const random = options.random ?? Math.random
  const resolver = options.resolver ?? cachedResolver(systemResolver())
  const rate = createScanRate(settings)
  const permits = createPolicy(settings)
  const connector = options.connector ?? tcpConnector(options.localAddress === undefined ? {} : options)
  const blocks = pipe(
    listTargets(settings.targets),
    expandTargets({ order, seed, ...(exclude && { exclude }), allowHuge: options.allowHuge ?? false }),
    resolveHosts({
      resolver,
      signal,
      concurrency: Math.max(1, Math.min(64, slots.scan >> 2)),
      allAddresses: options.allAddresses ?? false,
      ...(options.family && { family: options.family }),
      ...(exclude && { exclude }),
    }),
    spreadPorts({
      ports,
      order,
      seed,
      clock,
      ...(excludePorts && { excludePorts }),
      ...(options.shard && { shard: options.shard }),
      ...(hooks.resume && { resume: hooks.resume }),
    }),
  )
  const probed = pipe(
    watched(blocks, hooks),
    probePorts({
      strategy: guarded(chooseStrategy(settings, connector), {
        ...(permits && { permits }),
        ...(rate && { rate }),
      }),
      pacer: createPacer({ ...pathBounds(settings.timing), concurrency: slots.scan, clock }),
      ...(rate && { rate }),
      states: options.states ?? ['open'],
      hostEvents: hooks.hostEvents,
      counts: hooks.counts,
      progress: hooks.progress,
      pause: hooks.pause,
      clock,
      signal,
    }),
  )
  const named =
    options.reverse === true && hooks.hostEvents
      ? pipe(probed, reverseNames({ resolver, clock, signal }))
      : probed
  if (services === undefined) return named
  return pipe(
    named,
    identifyServices({
      ...services,
      connector: decorated(connector, settings, permits, rate),
      polite: settings.timing.perHost <= 5,
      concurrency: slots.services,
      clock,
      random,
      signal,
    }),
  )
}

/** Order: limiter slot, rate, policy, dial. */
function decorated(
  connector: Connector,
  { options, clock, slots }: ScanSettings,
  permits: Policy | undefined,
  rate: Rate | undefined,
): Connector {
  const permitted = permits === undefined ? connector : withPolicy(connector, permits)
  const rated = rate === undefined ? permitted : withRate(permitted, rate, clock)
  // Later stages get slots first: what they finish makes room.
  return withLimiter(rated, options.limiter ?? createLimiter(slots.services), 1)
}

function chooseStrategy({ options, services }: ScanSettings, connector: Connector): ProbeStrategy {
  if (options.strategy?.tcp !== undefined) return options.strategy.tcp
  const limited = options.limiter === undefined ? connector : withLimiter(connector, options.limiter)
  if (services === undefined) return tcpConnect({ connector: limited })
  const random = options.random ?? Math.random
  const opener = openerFor(services.probes ?? commonServices, {
    random,
    tls: services.tls ?? true,
    contact: services.contact,
  })
  return tcpBanner({ connector: limited, opener })
}

function createScanRate({ timing, clock }: ScanSettings): Rate | undefined {
  const { rate, perHostRate } = timing
  return rate === Infinity && perHostRate === Infinity
    ? undefined
    : createRate({ perSecond: rate, perHost: perHostRate, clock })
}

/** Exclusions are held to here too, whatever happened to a name since it was looked up. */
function createPolicy({ allow, deny, exclude }: ScanSettings): Policy | undefined {
  const barred = [deny, exclude].filter((set) => set !== undefined)
  if (allow === undefined && barred.length === 0) return undefined
  return (address) => {
    // ::ffff:192.0.2.1 and its like reach the IPv4 address inside.
    const reached = address.includes(':') ? normalizeAddress(address) : address
    if (barred.some((set) => set.has(address) || set.has(reached))) return false
    return allow === undefined || (allow.has(address) && allow.has(reached))
  }
}

function watched(blocks: AsyncIterable<Block | Notice>, hooks: PipelineHooks): AsyncIterable<Block | Notice> {
  const upstream = puller(blocks)
  const look = (batch: readonly (Block | Notice)[]): readonly (Block | Notice)[] => {
    for (const item of batch) if (item.kind === 'block') hooks.onBlock(item)
    if (batch.length === 0) hooks.onLastBlock()
    return batch
  }
  return flow((max) => {
    const batch = upstream.pull(max)
    return batch instanceof Promise ? batch.then(look) : look(batch)
  }, upstream.close)
}
