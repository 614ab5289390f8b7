import type { PortSet } from '../model/target.ts'

const PORTS = 65_536
const PART = /^([TU]:)?(\d{1,5})(?:-(\d{1,5}))?$/

/** The set behind `scanned` of a report, as `formatPorts` wrote it; of several, with `' or '` between them, all of it. */
export function scannedPorts(spec: string): PortSet {
  const found = { tcp: new PortRanges(), udp: new PortRanges() }
  for (const one of spec.split(' or ')) {
    let ranges = found.tcp
    for (const part of one.split(',')) {
      const [, transport, first = '', last = first] = PART.exec(part) ?? []
      if (transport !== undefined) ranges = transport === 'U:' ? found.udp : found.tcp
      if (first !== '') ranges.add(Number(first), Math.min(Number(last), PORTS - 1))
    }
  }
  return { tcp: found.tcp.ports(), udp: found.udp.ports() }
}

/** Whether all of it is such a specification, so that `scannedPorts` passes over nothing. */
export function areScannedPorts(spec: string): boolean {
  return spec.split(' or ').every((one) => one === '' || one.split(',').every(isPart))
}

function isPart(part: string): boolean {
  const [, , first = '', last = first] = PART.exec(part) ?? []
  return first !== '' && Number(first) <= Number(last) && Number(last) < PORTS
}

/** Counts where ranges begin and end, so that many wide ones cost no more than as many ports. */
class PortRanges {
  readonly #edges = new Int32Array(PORTS + 1)

  add(first: number, last: number): void {
    if (first > last) return
    this.#edges[first]! += 1
    this.#edges[last + 1]! -= 1
  }

  ports(): Uint16Array {
    const ports: number[] = []
    let open = 0
    for (let port = 0; port < PORTS; port++) if ((open += this.#edges[port]!) > 0) ports.push(port)
    return Uint16Array.from(ports)
  }
}
