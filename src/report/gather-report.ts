import type { HostEvent, ScanEvent, Skipped, Warning } from '../model/event.ts'
import type { HostReport, ScanReport } from '../model/report.ts'
import type { PortResult } from '../model/result.ts'
import { byAddress } from './address-order.ts'
import type { ReportHead, ReportTail } from './report-writer.ts'

/** Gathers the events of a scan into its report. Holds all that it is given: a report is a value, not a stream. */
export interface ReportGatherer {
  add(event: ScanEvent): void
  finish(tail: ReportTail): ScanReport
}

interface GatheredHost {
  readonly facts: HostFacts
  readonly ports: PortResult[]
  event: HostEvent | undefined
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
    // A name that shares its address with another target is a host of its own: SNI and banners differ.
    const key = `${event.address} ${event.name ?? ''} ${event.tag ?? ''}`
    let host = hosts.get(key)
    if (host === undefined) hosts.set(key, (host = { facts: hostFacts(event), ports: [], event: undefined }))
    return host
  }
  return {
    add(event) {
      if (event.kind === 'port') hostOf(event).ports.push(event)
      else if (event.kind === 'host') addHostEvent(hostOf(event), event)
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

/** The last word on a host counts, whichever came first; names may ride on either. */
function addHostEvent(host: GatheredHost, event: HostEvent): void {
  const earlier = host.event
  const last = event.status === 'finished' || earlier === undefined ? event : earlier
  const names = event.names ?? earlier?.names
  host.event = names === undefined ? last : { ...last, names }
}

function hostFacts({ address, family, target, name, tag }: PortResult | HostEvent): HostFacts {
  return { address, family, target, ...(name !== undefined && { name }), ...(tag !== undefined && { tag }) }
}

function hostReport({ facts, ports, event }: GatheredHost, scanned: string): HostReport {
  return {
    ...facts,
    ...(event?.names !== undefined && { names: event.names }),
    ports: ports.sort((a, b) => a.port - b.port),
    counts: event?.counts ?? {},
    unprobed: event?.unprobed ?? 0,
    scanned: event?.scanned ?? scanned,
  }
}
