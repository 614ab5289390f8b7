import type { HostEvent, PortResult, Reason, ScanEvent, Skipped, StateCounts } from 'portscan-core'
import type { OpenPort } from '../model.ts'
import type { ShardHost } from '../store/store.ts'

interface Tally {
  readonly ports: OpenPort[]
  readonly counts: Counts
  readonly addresses: Set<string>
  unprobed: number
  /** Why addresses of it, or all of it, were not scanned. */
  readonly refused: Map<string, string>
}

type Counts = Partial<Record<keyof StateCounts, Partial<Record<Reason, number>>>>

/** Adds up the events of a scan, host by host as they were asked for. */
export class HostTally {
  readonly #hosts: ReadonlyMap<string, Tally>
  readonly #scanned: string

  /** `scanned`: the ports that the whole scan looks at. */
  constructor(hosts: readonly string[], scanned: string) {
    this.#hosts = new Map(hosts.map((host) => [host, emptyTally()]))
    this.#scanned = scanned
  }

  add(event: ScanEvent): void {
    const tally = event.target === undefined ? undefined : this.#hosts.get(event.target)
    if (tally === undefined) return
    if (event.kind === 'port' && event.state === 'open') tally.ports.push(openPort(event))
    if (event.kind === 'host' && event.status === 'finished') finish(tally, event)
    if (event.kind === 'skipped' && event.port === undefined) {
      tally.refused.set(event.address ?? '', refusalText(event))
    }
  }

  /** In the order in which they were given. */
  hosts(): readonly ShardHost[] {
    return [...this.#hosts].map(([host, tally]) => shardHost(host, tally, this.#scanned))
  }
}

function emptyTally(): Tally {
  return { ports: [], counts: {}, addresses: new Set(), unprobed: 0, refused: new Map() }
}

function openPort({ address, port, transport, state, reason, service }: PortResult): OpenPort {
  return { address, port, transport, state, reason, ...(service !== undefined && { service }) }
}

function finish(tally: Tally, { address, counts = {}, unprobed = 0 }: HostEvent): void {
  // A host that may not be contacted is finished too: nothing of it was probed.
  if (tally.refused.has(address)) return
  tally.addresses.add(address)
  tally.unprobed += unprobed
  for (const [state, reasons] of Object.entries(counts) as [keyof StateCounts, Record<Reason, number>][]) {
    const sums = (tally.counts[state] ??= {})
    for (const [reason, count] of Object.entries(reasons) as [Reason, number][]) {
      sums[reason] = (sums[reason] ?? 0) + count
    }
  }
}

function refusalText({ reason, error }: Skipped): string {
  return error === undefined ? `not scanned: ${reason}` : `not scanned (${reason}): ${error.message}`
}

function shardHost(
  host: string,
  { ports, counts, addresses, unprobed, refused }: Tally,
  scanned: string,
): ShardHost {
  const known = { host, ports, addresses: [...addresses], counts, unprobed, scanned }
  const [why] = refused.values()
  return addresses.size > 0 || why === undefined ? known : { ...known, error: why }
}
