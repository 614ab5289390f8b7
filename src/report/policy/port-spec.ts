import type { Transport } from '../../model/endpoint.ts'
import type { PortSet } from '../../model/target.ts'

const LAST_PORT = 65_535

/**
 * Ports of a policy: `22`, `'8000-8010'`, `'22,80,U:53,161,T:443'`, `'-'` for all; `undefined` for text that is none.
 * Numbers alone: what a policy allows must not change with the names and rankings of a version of this library.
 */
export function parsePortSpec(spec: unknown): PortSet | undefined {
  if (typeof spec === 'number') return isPort(spec) ? { tcp: Uint16Array.of(spec) } : undefined
  if (typeof spec !== 'string') return undefined
  const found: Record<Transport, Set<number>> = { tcp: new Set(), udp: new Set() }
  let transport: Transport = 'tcp'
  for (const part of spec.split(',')) {
    const [, prefix, range = ''] = /^\s*([TU]:)?\s*([\d-]+)\s*$/i.exec(part) ?? []
    if (prefix !== undefined) transport = prefix.toUpperCase() === 'U:' ? 'udp' : 'tcp'
    const ends = readRange(range)
    if (ends === undefined) return undefined
    for (let port = ends[0]; port <= ends[1]; port++) found[transport].add(port)
  }
  const udp = sorted(found.udp)
  return { tcp: sorted(found.tcp), ...(udp.length > 0 && { udp }) }
}

function readRange(text: string): readonly [first: number, last: number] | undefined {
  const [, first = '', dash, last = ''] = /^(\d{0,5})(-)?(\d{0,5})$/.exec(text) ?? []
  if (first === '' && dash === undefined) return undefined
  const from = first === '' ? 1 : Number(first)
  const to = dash === undefined ? from : last === '' ? LAST_PORT : Number(last)
  return isPort(from) && isPort(to) && from <= to ? [from, to] : undefined
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= LAST_PORT
}

function sorted(ports: ReadonlySet<number>): Uint16Array {
  return Uint16Array.from(ports).sort()
}
