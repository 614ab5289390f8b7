import type { DiscoverHostsOptions } from './discover/discover-hosts.ts'
import type { Discoverer } from './discover/discoverer.ts'
import { arpPing } from './discover/arp-ping.ts'
import { firstThatOpens } from './discover/first-that-opens.ts'
import { tcpPing } from './discover/tcp-ping.ts'
import { withHeadStart } from './discover/with-head-start.ts'
import { delay } from './flow/delay.ts'
import type { ResolvedHost } from './model/host.ts'
import { portCount } from './model/port-count.ts'
import type { Neighbours } from './net/neighbours.ts'
import type { Outgoing } from './scan-outgoing.ts'
import type { ScanSettings } from './scan-settings.ts'
import { targetSize } from './targets/check-targets.ts'
import { subtractPorts } from './targets/parse-ports.ts'
import { parseTargets } from './targets/parse-target.ts'
import type { Coverage } from './targets/spread-resume.ts'

/** `'auto'` looks for hosts of ranges of more addresses than this, and far ones only where each has more ports than that. */
const FEW_ADDRESSES = 8n
const FEW_PORTS = 16
/** Hosts looked for at once: a network of 254 in one go, and a quarter of the neighbours that Linux keeps at most. */
const MOST_HOSTS = 256
/** Milliseconds in which a host may answer an echo request before ports are dialled too. */
const HEAD_START = 150

/** How a scan looks for its hosts before it scans them; `undefined` where it does not. */
export function hostDiscovery(
  settings: ScanSettings,
  { pingConnector, permits, rate }: Outgoing,
  covered: Coverage | undefined,
  neighbours: Neighbours,
): Omit<DiscoverHostsOptions, 'gate' | 'signal'> | undefined {
  const { discovery, timing, slots, clock } = settings
  if (discovery === undefined) return undefined
  const pays = discovery === 'auto' ? worthwhile(settings, neighbours) : () => true
  return {
    discoverers: discovery === 'auto' ? usualDiscoverers(settings, neighbours) : discovery,
    connector: pingConnector,
    ...(rate !== undefined && discovery !== 'auto' && { rate }),
    async turn(address, signal) {
      if (permits?.(address) === false) return false
      const wait = rate?.reserve(address) ?? 0
      if (wait > 0) await delay(wait, clock, signal)
      return !signal.aborted
    },
    // What an earlier run has in blocks is not looked for again, and what may not be contacted not at all.
    wanted: (host) =>
      host.ordinal > (covered?.ordinal ?? -1) && permits?.(host.address) !== false && pays(host),
    // More than can be dialled at once: on the own network each takes one connection and most of the time.
    concurrency: Math.min(MOST_HOSTS, slots.discovery),
    perHost: Math.min(timing.perHost, slots.discovery),
    clock,
  }
}

/** The best that this process may use: what it may not is left out, and nobody is told. */
function usualDiscoverers({ options, timing }: ScanSettings, neighbours: Neighbours): Discoverer[] {
  const { connector, clock, engine, localAddress } = options
  const tries = { timeout: Math.min(1_000, timing.timeout), retries: Math.min(1, timing.retries) }
  const ping = tcpPing(tries)
  // Where a connector of the user's leads, this machine's neighbours say nothing of.
  if (connector !== undefined) return [ping]
  const byTable = arpPing({ neighbours })
  // The system's own calls know no time but the system's.
  if (engine === 'node' || clock !== undefined) return [byTable, ping]
  const native = () => import('./native/index.ts')
  const from = localAddress === undefined ? {} : { localAddress }
  const byEcho = firstThatOpens('icmp-ping', [async () => (await native()).icmpPing({ ...tries, ...from })])
  return [
    firstThatOpens('arp-ping', [async () => (await native()).arpPing(), () => byTable]),
    firstThatOpens('nd-ping', [async () => (await native()).ndPing()]),
    withHeadStart(byEcho, ping, HEAD_START),
  ]
}

/**
 * Looking for a host costs up to 16 tries, so it pays where many addresses may be nobody's and each costs more than
 * that; on the own network it costs what the system would have to ask anyway. A host that was named, or one of a few, is
 * meant, and scanned whatever it answers.
 */
function worthwhile(
  { ports, excludePorts, options }: ScanSettings,
  neighbours: Neighbours,
): (host: ResolvedHost) => boolean {
  const left = (set: typeof ports): number =>
    portCount(excludePorts === undefined ? set : subtractPorts(set, excludePorts))
  const usual = left(ports)
  // Hosts of one target follow each other.
  let target: string | undefined
  let isRange = false
  return (host) => {
    if (host.target !== target) {
      target = host.target
      isRange = sizeOf(target) > FEW_ADDRESSES
    }
    if (!isRange) return false
    if ((host.ports === undefined ? usual : left(host.ports)) > FEW_PORTS) return true
    return options.connector === undefined && neighbours.onLink(host.address)
  }
}

function sizeOf(text: string): bigint {
  return parseTargets(text).reduce((most, target) => {
    const size = targetSize(target)
    return size > most ? size : most
  }, 0n)
}
