import type { HostReport, ScanReport } from '../../model/report.ts'
import type { PortResult } from '../../model/result.ts'
import { byAddress } from '../address-order.ts'
import { hostKey } from '../diff/listed-hosts.ts'
import type { HostDiff, PortDiff, ReportDiff } from '../diff/report-diff.ts'
import { byPort } from '../port-order.ts'
import { toldMilliseconds } from '../told-time.ts'
import { daysLeft, isEarly } from './certificate-days.ts'

/** A port as the page shows it. */
export interface ShownPort {
  /** What links point to: `'p12'`. */
  readonly id: string
  /** The later result; of a port that only the earlier report lists, that one. */
  readonly result: PortResult
  /** Days that the certificate has left when the scan ended. */
  readonly days?: number
  /** The time of the certificate had not begun. */
  readonly early?: boolean
  readonly diff?: PortDiff
}

/** A host as the page shows it. */
export interface ShownHost {
  /** `'h3'`. */
  readonly id: string
  readonly host: HostReport
  readonly ports: readonly ShownPort[]
  readonly diff?: HostDiff
}

/** What the page is made from. */
export interface PageView {
  readonly report: ScanReport
  readonly diff?: ReportDiff
  /** Hosts with ports to show, or with changes. */
  readonly hosts: readonly ShownHost[]
  /** The others. */
  readonly quiet: readonly HostReport[]
}

/** Puts a report, and what changed since an earlier one, in the order of the page. */
export function pageView(report: ScanReport, before?: ScanReport, diff?: ReportDiff): PageView {
  const changes = new Map((diff?.hosts ?? []).map((host) => [hostKey(host), host]))
  const now = new Set(report.hosts.map(hostKey))
  const gone = (before?.hosts ?? []).filter((host) => !now.has(hostKey(host)) && changes.has(hostKey(host)))
  const known = byAddress([...report.hosts, ...gone.map(emptied)])
  const next = { host: 1, port: 1 }
  const at = toldMilliseconds(report.finished)
  const hosts: ShownHost[] = []
  for (const host of known) {
    const change = changes.get(hostKey(host))
    if (host.ports.length === 0 && change === undefined) continue
    const ports = shownPorts(host, change).map((port) => {
      const certificate = port.result.service?.tls?.certificate
      const days = certificate === undefined ? undefined : daysLeft(certificate, at)
      const early = certificate !== undefined && isEarly(certificate, at)
      return { id: `p${next.port++}`, ...port, ...(days !== undefined && { days }), ...(early && { early }) }
    })
    hosts.push({ id: `h${next.host++}`, host, ports, ...(change !== undefined && { diff: change }) })
  }
  const quiet = known.filter((host) => host.ports.length === 0 && !changes.has(hostKey(host)))
  return { report, ...(diff !== undefined && { diff }), hosts, quiet }
}

/** A host that is gone: what was counted there is not true any more. */
function emptied(host: HostReport): HostReport {
  return { ...host, ports: [], counts: {}, unprobed: 0 }
}

function shownPorts(
  host: HostReport,
  change: HostDiff | undefined,
): Omit<ShownPort, 'id' | 'days' | 'early'>[] {
  const diffs = new Map((change?.ports ?? []).map((diff) => [portName(diff), diff]))
  const ports = host.ports.map((result) => {
    const diff = diffs.get(portName(result))
    diffs.delete(portName(result))
    return { result, ...(diff !== undefined && { diff }) }
  })
  for (const diff of diffs.values()) {
    if (diff.before !== undefined) ports.push({ result: diff.before, diff })
  }
  return ports.sort((a, b) => byPort(a.result, b.result))
}

function portName({ transport, port }: { readonly transport: string; readonly port: number }): string {
  return `${port}/${transport}`
}
