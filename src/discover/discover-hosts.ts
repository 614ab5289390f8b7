import { delay } from '../flow/delay.ts'
import { flow } from '../flow/flow.ts'
import { mapConcurrent } from '../flow/map-concurrent.ts'
import { ownSignal } from '../flow/own-signal.ts'
import { BATCH, puller } from '../flow/pull.ts'
import { RunUse } from '../flow/run-use.ts'
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
  /**
   * A discoverer may send by other means than the connector: each host that it is asked for counts once, its first turn
   * included. Default none.
   */
  readonly rate?: Rate
  /** Waited for before each packet that does not go by the connector; false where none may go. Default: at once. */
  readonly turn?: (address: string, signal: AbortSignal) => Promise<boolean>
  /** Waited for before each host: a scan that is paused asks for none. */
  readonly gate?: (signal: AbortSignal) => Promise<void>
  readonly signal?: AbortSignal
  readonly clock?: Clock
}

/**
 * Only hosts that are there go on, in the order in which they came, each behind its host event `up`, which says what it
 * was found by; they are looked for as they are pulled. A host that is `down`, or `silent` to everybody who asked, leaves as two things: a host event `down`, which says why, and a
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
    const use = new RunUse(options.discoverers)
    const stuck = new Set<Discoverer>()
    const stage = mapConcurrent<ResolvedHost | Notice, ResolvedHost | Notice>(
      (item, closing) => {
        signal?.throwIfAborted()
        if (item.kind !== 'address' || !wanted(item)) return [item]
        tools ??= {
          connector,
          perHost,
          clock,
          signal: ownSignal(signal, closing).signal,
          turn: () => Promise.resolve(true),
        }
        const begun = tools
        const opening = use.begin()
        const look = () => lookFor(item, options, begun, stuck)
        return opening === undefined ? look() : opening.then(look)
      },
      // In order: what was put in blocks, for a scan that is resumed, is known by the ordinals of hosts.
      { concurrency },
    )
    const found = puller(stage(source))
    const close = async (): Promise<void> => {
      await found.close()
      await use.end()
    }
    // What a `next()` takes at once is in nobody's hands yet.
    return flow((max) => found.pull(max), close, Math.max(1, Math.min(BATCH, concurrency >> 2)))
  }
}

const PATIENCE = 60_000

async function lookFor(
  host: ResolvedHost,
  options: DiscoverHostsOptions,
  tools: DiscoverTools,
  stuck: Set<Discoverer>,
): Promise<(ResolvedHost | Notice)[]> {
  const { discoverers, gate, rate, patience = PATIENCE } = options
  const { signal, clock } = tools
  await gate?.(signal)
  const notices: Notice[] = []
  let silent: Discovery | undefined
  for (const discoverer of discoverers) {
    const wait = rate?.reserve(host.address) ?? 0
    if (wait > 0) await delay(wait, clock, signal)
    signal.throwIfAborted()
    const found = await askDiscoverer(
      discoverer,
      host,
      { ...tools, turn: turnsOf(options, signal) },
      patience,
    )
    signal.throwIfAborted()
    if (found === undefined && !stuck.has(discoverer)) notices.push(stuckWarning(discoverer, host))
    if (found === undefined) stuck.add(discoverer)
    if (found?.status === 'up') return [...notices, present(host, found), { ...host, found: true }]
    if (found?.status === 'down') return [...notices, ...absent(host, found)]
    if (found?.status === 'silent') silent ??= found
  }
  return [...notices, ...(silent === undefined ? [host] : absent(host, silent))]
}

/** The turns of one host: the first has been waited for where the host itself was counted. */
function turnsOf({ rate, gate, turn }: DiscoverHostsOptions, signal: AbortSignal): DiscoverTools['turn'] {
  let counted = rate !== undefined
  return async (address) => {
    await gate?.(signal)
    if (signal.aborted) return false
    if (!counted) return (await turn?.(address, signal)) ?? true
    counted = false
    return true
  }
}

function stuckWarning({ name }: Discoverer, { target, address }: ResolvedHost): Warning {
  const message = `the discoverer '${name}' gave no answer for ${address}; what it does not say in time counts as unknown`
  return { kind: 'warning', code: 'discoverer-stuck', target, message }
}

function present(host: ResolvedHost, { reason, mac }: Discovery): HostEvent {
  const seen = { ...(reason !== undefined && { reason }), ...(mac !== undefined && { mac }) }
  return { kind: 'host', status: 'up', ...factsOf(host), family: host.family, ...seen }
}

function factsOf({ target, name, address, tag }: ResolvedHost) {
  return { target, address, ...(name !== undefined && { name }), ...(tag !== undefined && { tag }) }
}

function absent(host: ResolvedHost, { reason }: Discovery): [HostEvent, Skipped] {
  const { family } = host
  const facts = factsOf(host)
  return [
    { kind: 'host', status: 'down', ...facts, family, ...(reason !== undefined && { reason }) },
    { kind: 'skipped', ...facts, reason: 'host-down' },
  ]
}
