import type {
  HostEvent,
  HostMark,
  HostReason,
  ScanEvent,
  Skipped,
  StateCounts,
  Warning,
} from '../model/event.ts'
import type { HostReport, ScanReport } from '../model/report.ts'
import type { PortResult } from '../model/result.ts'
import { byAddress } from './address-order.ts'
import { hostKey } from './host-key.ts'
import { byPort } from './port-order.ts'
import type { ReportHead, ReportTail } from './report-writer.ts'
import { addCounts } from './state-counts.ts'

/** Gathers the events of a scan into its report. Holds all that it is given: a report is a value, not a stream. */
export interface ReportGatherer {
  add(event: ScanEvent): void
  finish(tail: ReportTail): ScanReport
}

interface GatheredHost {
  readonly facts: HostFacts
  readonly ports: PortResult[]
  readonly scanned: Set<string>
  readonly marks: Set<HostMark>
  reason: HostReason | undefined
  names: readonly string[] | undefined
  mac: string | undefined
  vendor: string | undefined
  counts: StateCounts
  unprobed: number
}

type HostFacts = Pick<HostReport, 'address' | 'family' | 'target' | 'name' | 'tag'>

/**
 * A host appears when it answered, finished, or had a port of the wanted states; one that was cut off by an abort is
 * there with what was found.
 */
export function gatherReport(head: ReportHead): ReportGatherer {
  const hosts = new Map<string, GatheredHost>()
  const skipped: Skipped[] = []
  const warnings: Warning[] = []
  const hostOf = (event: PortResult | HostEvent): GatheredHost => {
    const key = hostKey(event)
    let host = hosts.get(key)
    if (host === undefined) hosts.set(key, (host = newHost(event)))
    return host
  }
  return {
    add(event) {
      if (event.kind === 'port') hostOf(event).ports.push(event)
      else if (event.kind === 'host') addHostEvent(event, hostOf, head.scanned)
      else if (event.kind === 'skipped') skipped.push(event)
      else warnings.push(event)
    },
    finish: ({ finished, stats }) => ({
      version: head.version,
      started: head.started,
      finished,
      options: head.options,
      hosts: byAddress([...hosts.values()].map((host) => hostReport(host, head.scanned))),
      skipped,
      warnings,
      stats,
    }),
  }
}

function newHost(event: PortResult | HostEvent): GatheredHost {
  const facts = hostFacts(event)
  const unknown = { reason: undefined, names: undefined, mac: undefined, vendor: undefined }
  return { facts, ports: [], scanned: new Set(), marks: new Set(), ...unknown, counts: {}, unprobed: 0 }
}

/** A host that was given several times, each time with ports of its own, finishes as often: all of it counts. */
function addHostEvent(
  event: HostEvent,
  hostOf: (event: HostEvent) => GatheredHost,
  usualPorts: string,
): void {
  // Who was not found is no host of the report: it is among what was skipped.
  if (event.status === 'down') return
  const host = hostOf(event)
  host.reason = event.reason ?? host.reason
  host.names = event.names ?? host.names
  host.mac = event.mac ?? host.mac
  host.vendor = event.vendor ?? host.vendor
  for (const mark of event.marks ?? []) host.marks.add(mark)
  if (event.status !== 'finished') return
  host.counts = addCounts(host.counts, event.counts ?? {})
  host.unprobed += event.unprobed ?? 0
  host.scanned.add(event.scanned ?? usualPorts)
}

function hostFacts({ address, family, target, name, tag }: PortResult | HostEvent): HostFacts {
  return { address, family, target, ...(name !== undefined && { name }), ...(tag !== undefined && { tag }) }
}

function hostReport(host: GatheredHost, usualPorts: string): HostReport {
  const { facts, ports, reason, names, mac, vendor, marks, counts, unprobed, scanned } = host
  return {
    ...facts,
    ...(reason !== undefined && { reason }),
    ...(names !== undefined && { names }),
    ...(mac !== undefined && { mac }),
    ...(vendor !== undefined && { vendor }),
    ...(marks.size > 0 && { marks: [...marks] }),
    ports: ports.sort(byPort),
    counts,
    unprobed,
    scanned: scanned.size === 0 ? usualPorts : together([...scanned]),
  }
}

/** Several specifications as one: a `U:` would last into the next. */
function together(all: readonly string[]): string {
  const specs = all.filter((spec) => spec !== '')
  const mixed = specs.length > 1 && specs.some((spec) => spec.includes('U:'))
  return specs.map((spec) => (mixed && !spec.startsWith('U:') ? `T:${spec}` : spec)).join(',')
}
