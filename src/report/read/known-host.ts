import { formatPorts } from '../../model/format-ports.ts'
import type { HostReport } from '../../model/report.ts'
import type { PortResult } from '../../model/result.ts'
import type { Service } from '../../model/service.ts'
import { countStates } from '../state-counts.ts'

/** A host of a report that does not say on which ports it was scanned: then those are known that are listed. */
export function knownHost(host: HostReport, scanned: string): HostReport {
  if (host.scanned !== '') return host
  if (scanned !== '') return { ...host, scanned }
  const { ports } = host
  const counted = Object.keys(host.counts).length > 0
  return { ...host, counts: counted ? host.counts : countStates(ports), scanned: listedPorts(ports) }
}

function listedPorts(ports: readonly PortResult[]): string {
  const numbers = (transport: PortResult['transport']): Uint16Array =>
    Uint16Array.from(
      new Set(ports.filter((port) => port.transport === transport).map(({ port }) => port)),
    ).sort()
  return formatPorts({ tcp: numbers('tcp'), udp: numbers('udp') })
}

/** Puts together what several records tell of one port. */
export function oncePerPort(host: HostReport): HostReport {
  const ports = new Map<string, PortResult>()
  for (const port of host.ports) {
    const key = `${port.transport} ${port.port}`
    const known = ports.get(key)
    ports.set(key, known === undefined ? port : together(known, port))
  }
  return { ...host, ports: [...ports.values()] }
}

function together(first: PortResult, next: PortResult): PortResult {
  const banner = first.banner ?? next.banner
  const service = oneService(first.service, next.service)
  return { ...first, ...(banner !== undefined && { banner }), ...(service !== undefined && { service }) }
}

/** TLS tells nothing of what speaks inside it. */
function oneService(first: Service | undefined, next: Service | undefined): Service | undefined {
  if (first === undefined || next === undefined) return first ?? next
  const named = first.name === 'tls' ? next : first
  const session = first.tls !== undefined || next.tls !== undefined
  return { ...named, ...(session && { tls: { ...next.tls, ...first.tls } }) }
}
