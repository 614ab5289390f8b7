import { delay } from '../flow/delay.ts'
import { mapConcurrent } from '../flow/map-concurrent.ts'
import { ownSignal } from '../flow/own-signal.ts'
import type { Stage } from '../flow/stage.ts'
import { systemClock, type Clock } from '../model/clock.ts'
import type { HostEvent, Notice, Skipped, Warning } from '../model/event.ts'
import type { ResolvedHost } from '../model/host.ts'
import type { Connector } from '../net/connection.ts'
import type { Rate } from '../net/rate.ts'
import { tcpConnector } from '../net/tcp-connector.ts'
import { askDiscoverer } from './ask-discoverer.ts'
import type { Discoverer, DiscoverTools, Discovery } from './discoverer.ts'

/** How hosts are looked for, and which. */
export interface DiscoverHostsOptions {
  /** Asked in this order, until one says `up` or `down`. */
  readonly discoverers: readonly Discoverer[]
  /** What they send through: with policy, rate and limiter around it, where there are any. Default `tcpConnector()`. */
  readonly connector?: Connector
  /** Which hosts are looked for; the others go on as they are. Default: all. */
  readonly wanted?: (host: ResolvedHost) => boolean
  /** Hosts looked for at once. Default 32. */
  readonly concurrency?: number
  /** Connections at once to one host, at most. Default 8. */
  readonly perHost?: number
  /**
   * Milliseconds that a discoverer may take for one host, the time of its dials left out. One that takes longer is left,
   * and counts as `unknown`. Default 60,000.
   */
  readonly patience?: number
  /** A discoverer may send by other means than the connector: each host that it is asked for counts once. Default none. */
  readonly rate?: Rate
  /** Waited for before each host: a scan that is paused asks for none. */
  readonly gate?: (signal: AbortSignal) => Promise<void>
  readonly signal?: AbortSignal
  readonly clock?: Clock
}

/**
 * Only hosts that are there go on, in the order in which they came; they are looked for as they are pulled. A host that
 * is `down`, or `silent` to everybody who asked, leaves as two things: a host event `down`, which says why, and a
 * `skipped` with the reason `host-down`. A host that nobody could ask (`unknown`) goes on: what is not known must not
 * cost a result. The first time that a discoverer is left because it does not answer, a `discoverer-stuck` says so.
 *
 * The iteration ends with the signal's reason on abort, and with the error of a discoverer that throws.
 *
 * @example
 * const live = pipe(hosts, discoverHosts({ discoverers: [tcpPing(), arpPing()] }))
 */
export function discoverHosts(
  options: DiscoverHostsOptions,
): Stage<ResolvedHost | Notice, ResolvedHost | Notice> {
  const { concurrency = 32, connector = tcpConnector(), perHost = 8, clock = systemClock } = options
  const { signal, wanted = () => true } = options
  return (source) => {
    // Follows `closing` too, which fires at the end whatever it is: no listener stays.
    let tools: DiscoverTools | undefined
    const stuck = new Set<Discoverer>()
    const stage = mapConcurrent<ResolvedHost | Notice, ResolvedHost | Notice>(
      (item, closing) => {
        signal?.throwIfAborted()
        if (item.kind !== 'address' || !wanted(item)) return [item]
        tools ??= { connector, perHost, clock, signal: ownSignal(signal, closing).signal }
        return lookFor(item, options, tools, stuck)
      },
      // In order: what was put in blocks, for a scan that is resumed, is known by the ordinals of hosts.
      { concurrency },
    )
    return stage(source)
  }
}

const PATIENCE = 60_000

async function lookFor(
  host: ResolvedHost,
  { discoverers, gate, rate, patience = PATIENCE }: DiscoverHostsOptions,
  tools: DiscoverTools,
  stuck: Set<Discoverer>,
): Promise<(ResolvedHost | Notice)[]> {
  const { signal, clock } = tools
  await gate?.(signal)
  const notices: Notice[] = []
  let silent: Discovery | undefined
  for (const discoverer of discoverers) {
    const wait = rate?.reserve(host.address) ?? 0
    if (wait > 0) await delay(wait, clock, signal)
    signal.throwIfAborted()
    const found = await askDiscoverer(discoverer, host, tools, patience)
    signal.throwIfAborted()
    if (found === undefined && !stuck.has(discoverer)) notices.push(stuckWarning(discoverer, host))
    if (found === undefined) stuck.add(discoverer)
    if (found?.status === 'up') return [...notices, host]
    if (found?.status === 'down') return [...notices, ...absent(host, found)]
    if (found?.status === 'silent') silent ??= found
  }
  return [...notices, ...(silent === undefined ? [host] : absent(host, silent))]
}

function stuckWarning({ name }: Discoverer, { target, address }: ResolvedHost): Warning {
  const message = `the discoverer '${name}' gave no answer for ${address}; what it does not say in time counts as unknown`
  return { kind: 'warning', code: 'discoverer-stuck', target, message }
}

function absent(host: ResolvedHost, { reason }: Discovery): [HostEvent, Skipped] {
  const { target, name, address, family, tag } = host
  const facts = { target, address, ...(name !== undefined && { name }), ...(tag !== undefined && { tag }) }
  return [
    { kind: 'host', status: 'down', ...facts, family, ...(reason !== undefined && { reason }) },
    { kind: 'skipped', ...facts, reason: 'host-down' },
  ]
}
