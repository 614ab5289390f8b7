import type { Transport } from '../../model/endpoint.ts'
import type { PortSet } from '../../model/target.ts'
import { scannedPorts } from '../scanned-ports.ts'

/** A port of either transport as one number; in order of number TCP comes first. */
export type PortKey = number

const UDP = 0x10000

export function portKey({
  port,
  transport,
}: {
  readonly port: number
  readonly transport: Transport
}): PortKey {
  return transport === 'udp' ? UDP + port : port
}

export function keyedPort(key: PortKey): { readonly port: number; readonly transport: Transport } {
  return key < UDP ? { port: key, transport: 'tcp' } : { port: key - UDP, transport: 'udp' }
}

/** The ports of the keys, which are sorted. */
export function portsOfKeys(keys: readonly PortKey[]): PortSet {
  const sorted = [...keys].sort((a, b) => a - b)
  return {
    tcp: Uint16Array.from(sorted.filter((key) => key < UDP)),
    udp: Uint16Array.from(sorted.filter((key) => key >= UDP).map((key) => key - UDP)),
  }
}

export function setIncludes({ tcp, udp }: PortSet, key: PortKey): boolean {
  return key < UDP ? includes(tcp, key) : udp !== undefined && includes(udp, key - UDP)
}

/** Reads `scanned` of a host. */
export type ReadPorts = (spec: string) => PortSet

/** Most hosts of a report were scanned alike. */
const REMEMBERED = 32

/** A reader that remembers the specifications that it has just read. */
export function portReader(): ReadPorts {
  const known = new Map<string, PortSet>()
  return (spec) => {
    let ports = known.get(spec)
    if (ports === undefined) {
      if (known.size === REMEMBERED) known.clear()
      known.set(spec, (ports = scannedPorts(spec)))
    }
    return ports
  }
}

/** Whether all ports of `part` are in `whole`. */
export function setContains(whole: PortSet, part: PortSet): boolean {
  return whole === part || countShared(whole, part) === part.tcp.length + (part.udp?.length ?? 0)
}

/** How many ports both sets have. */
export function countShared(a: PortSet, b: PortSet): number {
  return shared(a.tcp, b.tcp) + shared(a.udp ?? NONE, b.udp ?? NONE)
}

const NONE = new Uint16Array(0)

function includes(sorted: Uint16Array, port: number): boolean {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < port) low = middle + 1
    else high = middle
  }
  return sorted[low] === port
}

function shared(a: Uint16Array, b: Uint16Array): number {
  let count = 0
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) count++
    if (a[i]! <= b[j]!) i++
    else j++
  }
  return count
}
