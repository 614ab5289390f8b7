import { flow } from './flow/flow.ts'
import { puller } from './flow/pull.ts'
import { pipe } from './flow/stage.ts'
import { discoverHosts } from './discover/discover-hosts.ts'
import { hardwareAddresses } from './discover/hardware-addresses.ts'
import { identifyServices } from './fingerprint/identify-services.ts'
import type { WarnOnce } from './fingerprint/warn-once.ts'
import type { Block } from './model/block.ts'
import type { Notice, ScanEvent } from './model/event.ts'
import type { ResolvedHost } from './model/host.ts'
import type { Engine } from './model/stats.ts'
import { createNeighbours, type Neighbours } from './net/neighbours.ts'
import { createPacer } from './pace/pacer.ts'
import type { ProbeCounts } from './probe/probe-counts.ts'
import { probePorts } from './probe/probe-ports.ts'
import type { ProbeProgress } from './probe/probe-progress.ts'
import type { ProbePortsOptions } from './probe/probe-settings.ts'
import { cachedResolver } from './resolve/cached-resolver.ts'
import { resolveHosts } from './resolve/resolve-hosts.ts'
import type { Resolver } from './resolve/resolver.ts'
import { reverseNames } from './resolve/reverse-names.ts'
import { systemResolver } from './resolve/system-resolver.ts'
import { scanCanary } from './scan-canary.ts'
import { hostDiscovery } from './scan-discovery.ts'
import { nearInFlight } from './scan-engine.ts'
import { outgoing, type Outgoing } from './scan-outgoing.ts'
import type { PauseSwitch } from './scan-pause.ts'
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
  readonly pause: PauseSwitch
  readonly signal: AbortSignal
  readonly resume: SpreadResume | undefined
  readonly hostEvents: boolean
  /** Each block before its first endpoint. */
  onBlock(block: Block): void
  /** Threads of that engine dial from now on. */
  onEngine(engine: Engine): void
  /** No block comes any more. */
  onLastBlock(): void
}

/** Ports begun and not done, at most: enough for some of each host of a block. More where more may be in flight. */
const LEAST_WINDOW = 10_000

/** The usual pipeline: targets → hosts → addresses → blocks → results → named services. */
export function scanPipeline(settings: ScanSettings, hooks: PipelineHooks): AsyncIterable<ScanEvent> {
  const { options, clock, ports, excludePorts, exclude, order, seed, services, slots } = settings
  const { signal } = hooks
  const random = options.random ?? Math.random
  const resolver = options.resolver ?? cachedResolver(systemResolver())
  let dialling: Engine = 'node'
  const ways = outgoing(settings, (engine) => {
    dialling = engine
    hooks.onEngine(engine)
  })
  const { strategy, udpStrategy, connector, detailConnector, rate, warnings } = ways
  const neighbours = createNeighbours({ clock })
  const hosts = pipe(
    listTargets(settings.targets),
    expandTargets({
      order,
      seed,
      ...(exclude && { exclude }),
      allowHuge: options.allowHuge ?? false,
      udp: options.udp ?? false,
    }),
    resolveHosts({
      resolver,
      signal,
      clock,
      concurrency: Math.max(1, Math.min(64, slots.scan >> 2)),
      allAddresses: options.allAddresses ?? false,
      ...(options.family && { family: options.family }),
      ...(exclude && { exclude }),
    }),
  )
  const blocks = pipe(
    found(hosts, ways, neighbours, settings, hooks),
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
      strategy,
      udpStrategy,
      pacer: createPacer({
        ...pathBounds(settings.timing),
        near: () => nearInFlight[dialling],
        concurrency: slots.scan,
        clock,
      }),
      ...(rate && { rate }),
      states: options.states ?? ['open'],
      hostEvents: hooks.hostEvents,
      window: Math.max(LEAST_WINDOW, 2 * slots.scan),
      counts: hooks.counts,
      progress: hooks.progress,
      pause: hooks.pause,
      clock,
      random,
      ...limits(settings, ways, resolver),
      ...(options.connector === undefined && { neighbour: (address) => neighbours.of(address) }),
      signal,
    }),
  )
  const told = withWarnings(probed, warnings)
  // A connector of the user's may lead elsewhere than to this machine's neighbours.
  const placed =
    options.connector === undefined && hooks.hostEvents
      ? pipe(told, hardwareAddresses({ neighbours, clock }))
      : told
  const named =
    options.reverse === true && hooks.hostEvents
      ? pipe(placed, reverseNames({ resolver, clock, signal }))
      : placed
  if (services === undefined) return named
  return pipe(
    named,
    identifyServices({
      ...services,
      connector,
      detailConnector,
      polite: settings.timing.perHost <= 5,
      concurrency: slots.services,
      clock,
      random,
      signal,
    }),
  )
}

/** How long a host may take, how much is enough, and what silence is measured by. */
function limits(
  { options, canary, timing }: ScanSettings,
  { canaryConnector: connector }: Outgoing,
  resolver: Resolver,
): Pick<ProbePortsOptions, 'hostTimeout' | 'stopAfter' | 'canary'> {
  const { hostTimeout, stopAfter, family } = options
  const { timeout } = timing
  return {
    ...(hostTimeout !== undefined && { hostTimeout }),
    ...(stopAfter !== undefined && { stopAfter }),
    ...(canary && { canary: scanCanary(canary, { connector, resolver, family, timeout }) }),
  }
}

/** The hosts that are there, where that is asked for. */
function found(
  hosts: AsyncIterable<ResolvedHost | Notice>,
  ways: Outgoing,
  neighbours: Neighbours,
  settings: ScanSettings,
  { resume, pause, signal }: PipelineHooks,
): AsyncIterable<ResolvedHost | Notice> {
  const discovery = hostDiscovery(settings, ways, resume, neighbours)
  if (discovery === undefined) return hosts
  const gate = (closing: AbortSignal): Promise<void> => pause.whenResumed(closing)
  return pipe(hosts, discoverHosts({ ...discovery, gate, signal }))
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

/** What there is to warn of goes out before the next events, at the latest after the last. */
function withWarnings(events: AsyncIterable<ScanEvent>, warnings: WarnOnce): AsyncIterable<ScanEvent> {
  const upstream = puller(events)
  const atLast = (batch: readonly ScanEvent[]): readonly ScanEvent[] =>
    batch.length === 0 ? warnings.take() : batch
  return flow((max) => {
    const waiting = warnings.take()
    if (waiting.length > 0) return waiting
    const batch = upstream.pull(max)
    return batch instanceof Promise ? batch.then(atLast) : atLast(batch)
  }, upstream.close)
}
