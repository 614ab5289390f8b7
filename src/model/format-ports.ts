import type { PortSet } from './target.ts'

/** The shortest specification of a set, sorted: `'22,80,8000-8010'`. `parsePorts` reads it back. */
export function formatPorts(ports: PortSet): string {
  const parts: string[] = []
  const { tcp } = ports
  for (let at = 0; at < tcp.length; at++) {
    const first = tcp[at]!
    while (tcp[at + 1] === tcp[at]! + 1) at++
    const last = tcp[at]!
    parts.push(first === last ? `${first}` : `${first}-${last}`)
  }
  return parts.join(',')
}
