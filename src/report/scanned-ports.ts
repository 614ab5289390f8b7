import type { PortSet } from '../model/target.ts'

/** The set behind `scanned` of a report, as `formatPorts` wrote it; of several, with `' or '` between them, all of it. */
export function scannedPorts(spec: string): PortSet {
  const found = { tcp: new Set<number>(), udp: new Set<number>() }
  for (const one of spec.split(' or ')) {
    let ports = found.tcp
    for (const part of one.split(',')) {
      const [, transport, first = '', last = first] = /^([TU]:)?(\d{1,5})(?:-(\d{1,5}))?$/.exec(part) ?? []
      if (transport !== undefined) ports = transport === 'U:' ? found.udp : found.tcp
      for (let port = Number(first || NaN); port <= Math.min(Number(last), 65535); port++) ports.add(port)
    }
  }
  return { tcp: sorted(found.tcp), udp: sorted(found.udp) }
}

function sorted(ports: ReadonlySet<number>): Uint16Array {
  return Uint16Array.from(ports).sort()
}
