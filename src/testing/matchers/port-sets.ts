import { formatPorts, parsePorts, subtractPorts } from 'portscan-core'
import type { PortSet, PortSpec, ScanReport } from 'portscan-core'

export const NONE: PortSet = { tcp: new Uint16Array() }

export function unite(a: PortSet, b: PortSet): PortSet {
  const of = (...sets: (Uint16Array | undefined)[]): Uint16Array =>
    Uint16Array.from(new Set(sets.flatMap((set) => [...(set ?? [])]))).sort()
  const udp = of(a.udp, b.udp)
  return { tcp: of(a.tcp, b.tcp), ...(udp.length > 0 && { udp }) }
}

/**
 * Of ports that were named to be looked at, those that were not: a target may have ports of its own, and a report is what
 * it is. `'192.0.2.7: 81-1024 not scanned'`.
 */
export function unseenPorts({ hosts }: ScanReport, named: PortSet, left: PortSpec | undefined): string[] {
  const wanted = left === undefined ? named : subtractPorts(named, parsePorts(left))
  return hosts.flatMap(({ address, scanned }) => {
    const text = formatPorts(subtractPorts(wanted, scanned === '' ? NONE : parsePorts(scanned)))
    return text === '' ? [] : [`${address}: ${text} not scanned`]
  })
}
