import { version, type HostReport, type ScanReport, type ScanStats, type Service } from 'portscan-core'
import { diffReports, type PortChange, type PortDiff } from 'portscan-core/report'
import type { HostResult } from '../model.ts'
import { mergedReport } from './host-reports.ts'

/** A port on which something else listens, or something else than before is known of it. */
export interface ChangedService {
  readonly port: number
  readonly transport: 'tcp' | 'udp'
  readonly changes: readonly PortChange[]
  readonly before?: Service
  readonly after?: Service
}

export interface ResultDiff {
  readonly host: string
  /** Numbers of ports that are open now and were not. */
  readonly newly_opened: readonly number[]
  /** Numbers of ports that were open and are not any more. */
  readonly newly_closed: readonly number[]
  readonly changed_services: readonly ChangedService[]
  /** The scans that were compared. */
  readonly from?: DiffSide
  readonly to?: DiffSide
  /** Why nothing, or not all, could be compared. */
  readonly note?: string
}

export type DiffSide = Pick<HostResult, 'scan_id' | 'scanned_at'>

/** What changed on a host between two scans; of ports that only one of them looked at nothing is said. */
export function compareResults(before: HostResult, after: HostResult): ResultDiff {
  const { hosts, notCompared } = diffReports(reportOf(before), reportOf(after))
  const ports = hosts.flatMap((host) => host.ports)
  const left = notCompared.map(({ ports: some = 'all ports', found }) => `${some} (${WHICH[found]})`)
  return {
    host: after.host,
    newly_opened: portsWith(ports, 'appeared'),
    newly_closed: portsWith(ports, 'vanished'),
    changed_services: ports.filter(isOpenInBoth).map(changedService),
    from: sideOf(before),
    to: sideOf(after),
    ...(left.length > 0 && { note: `only one of the scans knows of these ports: ${left.join(', ')}` }),
  }
}

const WHICH = { before: 'the earlier one', after: 'the later one' }

/** Fewer than two scans: nothing to compare is no error. */
export function nothingToCompare(host: string, only: HostResult | undefined): ResultDiff {
  const note =
    only === undefined
      ? 'the host was never scanned'
      : 'the host was scanned once; there is nothing before it'
  const sides = only === undefined ? {} : { to: sideOf(only) }
  return { host, newly_opened: [], newly_closed: [], changed_services: [], ...sides, note }
}

function sideOf({ scan_id, scanned_at }: HostResult): DiffSide {
  return { scan_id, scanned_at }
}

function portsWith(ports: readonly PortDiff[], change: PortChange): number[] {
  const numbers = ports.filter(({ changes }) => changes.includes(change)).map(({ port }) => port)
  return [...new Set(numbers)].sort((a, b) => a - b)
}

const OTHERS: ReadonlySet<PortChange> = new Set(['appeared', 'vanished', 'state'])

function isOpenInBoth({ changes }: PortDiff): boolean {
  return changes.some((change) => !OTHERS.has(change))
}

function changedService({ port, transport, changes, before, after }: PortDiff): ChangedService {
  return {
    port,
    transport,
    changes: changes.filter((change) => !OTHERS.has(change)),
    ...(before?.service !== undefined && { before: before.service }),
    ...(after?.service !== undefined && { after: after.service }),
  }
}

/** A report of this host alone. The address is the same in both: a name that leads elsewhere is the same host. */
function reportOf(result: HostResult): ScanReport {
  const host: HostReport = { ...mergedReport(result), address: '192.0.2.1', family: 4, name: result.host }
  const { scanned_at: at } = result
  return {
    version,
    started: at,
    finished: at,
    options: {},
    hosts: [host],
    skipped: [],
    warnings: [],
    stats: { ...EMPTY, states: result.counts },
  }
}

const EMPTY: ScanStats = {
  engine: 'node',
  sent: 0,
  answered: 0,
  retried: 0,
  states: {},
  done: 0,
  unprobed: 0,
  skipped: 0,
  hosts: 1,
  inFlight: 0,
  rate: 0,
  elapsed: 0,
  rtt: {},
}
