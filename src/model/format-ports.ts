import type { PortSet } from './target.ts'

/**
 * The shortest specification of a set, sorted, TCP first: `'22,80,8000-8010'`, `'22,U:53,161'`. `parsePorts` reads it
 * back.
 */
export function formatPorts({ tcp, udp = NONE }: PortSet): string {
  return [...rangesOf(tcp), ...rangesOf(udp).map((range, at) => (at === 0 ? `U:${range}` : range))].join(',')
}

const NONE = new Uint16Array(0)

function rangesOf(ports: Uint16Array): string[] {
  const parts: string[] = []
  for (let at = 0; at < ports.length; at++) {
    const first = ports[at]!
    while (ports[at + 1] === ports[at]! + 1) at++
    const last = ports[at]!
    parts.push(first === last ? `${first}` : `${first}-${last}`)
  }
  return parts
}
