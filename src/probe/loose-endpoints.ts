import type { Block } from '../model/block.ts'
import type { Endpoint, Transport } from '../model/endpoint.ts'
import type { ResolvedHost } from '../model/host.ts'
import { createBlock } from '../order/block.ts'

/** Block number of endpoints that came one by one: they are in no checkpoint. */
export const LOOSE = -1

type LoosePorts = Readonly<Record<Transport, Set<number>>>

/** Endpoints that came without a block, as one: those of a host together, in the order in which they came. */
export function blockOf(endpoints: readonly Endpoint[]): Block {
  const ports = new Map<string, { readonly host: ResolvedHost; readonly ports: LoosePorts }>()
  for (const { address, family, name, port, transport } of endpoints) {
    const key = `${address} ${name ?? ''}`
    let entry = ports.get(key)
    if (entry === undefined) {
      const host: ResolvedHost = {
        kind: 'address',
        target: name ?? address,
        address,
        family,
        ordinal: LOOSE,
        ...(name !== undefined && { name }),
      }
      entry = { host, ports: { tcp: new Set(), udp: new Set() } }
      ports.set(key, entry)
    }
    entry.ports[transport].add(port)
  }
  const entries = [...ports.values()]
  return createBlock({
    index: LOOSE,
    hosts: entries.map(({ host }) => host),
    ports: entries.map(({ ports }) => ({
      tcp: Uint16Array.from(ports.tcp),
      udp: Uint16Array.from(ports.udp),
    })),
  })
}
