import { mapConcurrent } from '../flow/map-concurrent.ts'
import { ownSignal } from '../flow/own-signal.ts'
import type { Stage } from '../flow/stage.ts'
import { systemClock, type Clock } from '../model/clock.ts'
import type { HostEvent, Notice, Skipped } from '../model/event.ts'
import type { ResolvedHost } from '../model/host.ts'
import type { Connector } from '../net/connection.ts'
import { tcpConnector } from '../net/tcp-connector.ts'
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
  /** Waited for before each host: a scan that is paused asks for none. */
  readonly gate?: (signal: AbortSignal) => Promise<void>
  readonly signal?: AbortSignal
  readonly clock?: Clock
}

/**
 * Only hosts that are there go on, in the order in which they came; they are looked for as they are pulled. A host that
 * is `down`, or `silent` to everybody who asked, leaves as two things: a host event `down`, which says why, and a
 * `skipped` with the reason `host-down`. A host that nobody could ask (`unknown`) goes on: what is not known must not
 * cost a result.
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
    const stage = mapConcurrent<ResolvedHost | Notice, ResolvedHost | Notice>(
      (item, closing) => {
        signal?.throwIfAborted()
        if (item.kind !== 'address' || !wanted(item)) return [item]
        tools ??= { connector, perHost, clock, signal: ownSignal(signal, closing).signal }
        return lookFor(item, options, tools)
      },
      // In order: what was put in blocks, for a scan that is resumed, is known by the ordinals of hosts.
      { concurrency },
    )
    return stage(source)
  }
}

async function lookFor(
  host: ResolvedHost,
  { discoverers, gate }: DiscoverHostsOptions,
  tools: DiscoverTools,
): Promise<(ResolvedHost | Notice)[]> {
  await gate?.(tools.signal)
  let silent: Discovery | undefined
  for (const discoverer of discoverers) {
    tools.signal.throwIfAborted()
    const found = await discoverer.discover(host, tools)
    tools.signal.throwIfAborted()
    if (found.status === 'up') return [host]
    if (found.status === 'down') return absent(host, found)
    if (found.status === 'silent') silent ??= found
  }
  return silent === undefined ? [host] : absent(host, silent)
}

function absent(host: ResolvedHost, { reason }: Discovery): [HostEvent, Skipped] {
  const { target, name, address, family, tag } = host
  const facts = { target, address, ...(name !== undefined && { name }), ...(tag !== undefined && { tag }) }
  return [
    { kind: 'host', status: 'down', ...facts, family, ...(reason !== undefined && { reason }) },
    { kind: 'skipped', ...facts, reason: 'host-down' },
  ]
}
