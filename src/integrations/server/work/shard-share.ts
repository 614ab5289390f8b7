import { formatPorts, parsePorts, portCount, seededRandom, type PortSet, type Shard } from 'portscan-core'
import type { Backend, ScanRequest, StoredScan } from '../model.ts'

/** What one shard of a scan looks at. */
export interface ShardShare {
  readonly hosts: readonly string[]
  /** As a port specification. None: nothing is left for this shard. */
  readonly ports: string
  /** Present where the library takes its share of these hosts and ports. */
  readonly shard?: Shard
  /** All ports of the scan, as a port specification. */
  readonly scanned: string
}

const LIBRARY: ReadonlySet<Backend> = new Set<Backend>(['connect', 'native'])

/**
 * The shards of a scan together are the whole of it, without overlap, whoever makes them and when. Addresses that the
 * library scans are shared out by its own permutation. Programs know none, and what a name leads to may change from one
 * shard to the next: there, ports and hosts are dealt, in an order that follows from the seed.
 */
export function shareOf({ request, seed, shards: count }: StoredScan, index: number): ShardShare {
  const ports = parsePorts(request.ports, { udp: request.udp })
  const scanned = formatPorts(ports)
  const { hosts } = request
  if (count === 1) return { hosts, ports: scanned, scanned }
  if (isPermuted(request)) return { hosts, ports: scanned, shard: { index, count }, scanned }
  const portParts = Math.min(count, portCount(ports))
  const hostParts = Math.floor(count / portParts)
  const row = Math.floor(index / portParts)
  return {
    hosts: hosts.filter((_, at) => at % hostParts === row),
    ports: formatPorts(dealt(ports, seed, index % portParts, portParts)),
    scanned,
  }
}

function isPermuted({ hosts, backends }: ScanRequest): boolean {
  return backends.every((name) => LIBRARY.has(name)) && hosts.every((host) => /^[\d.]+$|:/.test(host))
}

/** Every `parts`-th port of a shuffled row, sorted. */
function dealt(
  { tcp, udp = new Uint16Array() }: PortSet,
  seed: number,
  part: number,
  parts: number,
): PortSet {
  const row = shuffled([...tcp, ...[...udp].map((port) => -port)], seed)
  const mine = row.filter((_, at) => at % parts === part).sort((a, b) => a - b)
  return {
    tcp: Uint16Array.from(mine.filter((port) => port >= 0)),
    udp: Uint16Array.from(mine.filter((port) => port < 0).map((port) => -port)).reverse(),
  }
}

function shuffled(row: number[], seed: number): number[] {
  const random = seededRandom(seed)
  for (let last = row.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    ;[row[last], row[other]] = [row[other]!, row[last]!]
  }
  return row
}
