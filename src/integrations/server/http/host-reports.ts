import { portName, type Family, type HostReport, type PortResult, type StateCounts } from 'portscan-core'
import type { HostResult, OpenPort } from '../model.ts'

/**
 * One host of the history as the library's reports have it: one entry for each address. The states of ports that are not
 * open were counted over all addresses, so a host with several has its open ports alone in each entry.
 */
export function hostReports(result: HostResult): HostReport[] {
  const { addresses } = result
  const only = addresses.length === 1
  return addresses.map((address) => {
    const open = result.services.filter((port) => port.address === address)
    return {
      ...factsOf(result, address),
      ports: open.map((port) => portResult(result, port)),
      counts: only ? result.counts : openCounts(open),
      unprobed: 0,
      scanned: result.scanned,
      ...(!(only && result.complete) && { marks: ['partial'] as const }),
    }
  })
}

/** All addresses of a host as one: a port is open where it is open on any. For comparing one scan of it with another. */
export function mergedReport(result: HostResult): HostReport {
  const ports = new Map<string, OpenPort>()
  for (const port of result.services) ports.set(`${port.transport}/${port.port}`, port)
  const open = [...ports.values()]
  return {
    // The name counts, not where it leads.
    ...factsOf(result, result.addresses[0] ?? open[0]?.address ?? '0.0.0.0'),
    ports: open.map((port) => portResult(result, port)),
    counts: result.counts,
    unprobed: result.complete ? 0 : 1,
    scanned: result.scanned,
  }
}

function factsOf(
  { host }: HostResult,
  address: string,
): Pick<HostReport, 'target' | 'address' | 'family' | 'name'> {
  return { target: host, address, family: familyOf(address), ...(host !== address && { name: host }) }
}

function familyOf(address: string): Family {
  return address.includes(':') ? 6 : 4
}

function portResult({ host, scanned_at: at }: HostResult, port: OpenPort): PortResult {
  const name = portName(port.port, port.transport)
  return {
    kind: 'port',
    target: host,
    ...(host !== port.address && { name: host }),
    address: port.address,
    family: familyOf(port.address),
    port: port.port,
    transport: port.transport,
    ...(name !== undefined && { portName: name }),
    state: port.state as PortResult['state'],
    reason: port.reason as PortResult['reason'],
    // How often it was asked and how long it took is not kept.
    rtt: 0,
    attempts: 1,
    at,
    ...(port.service !== undefined && { service: port.service }),
  }
}

function openCounts(ports: readonly OpenPort[]): StateCounts {
  const counts: Record<string, Record<string, number>> = {}
  for (const { state, reason } of ports) {
    const reasons = (counts[state] ??= {})
    reasons[reason] = (reasons[reason] ?? 0) + 1
  }
  return counts
}
