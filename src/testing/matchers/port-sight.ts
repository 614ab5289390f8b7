import { parsePorts } from 'portscan-core'
import type { HostReport, PortResult, PortSet, PortState, ScanReport, Transport } from 'portscan-core'
import { NONE } from './port-sets.ts'

/** A port that an assertion is about. */
export interface PortKey {
  readonly port: number
  readonly transport: Transport
}

/**
 * What a report says of one port of one host. `not open`: it is closed or filtered; the report counts such ports without
 * naming them. `not told`: those that it does not name may be open too. `not probed`: a port of the host got no verdict,
 * perhaps this one. `not scanned`: nobody asked.
 */
export interface PortSight extends PortKey {
  readonly host: HostReport
  readonly state: PortState | 'not open' | 'not told' | 'not probed' | 'not scanned'
  readonly result?: PortResult
}

/** What a report says of these ports, for each of its hosts: as many lists as there are ports. */
export function sightsOf({ hosts }: ScanReport, keys: readonly PortKey[]): PortSight[][] {
  const views = hosts.map((host) => viewOf(host))
  return keys.map((key) => views.map((view) => view(key)))
}

function viewOf(host: HostReport): (key: PortKey) => PortSight {
  const listed = new Map(host.ports.map((result) => [textOf(result), result]))
  const scanned = host.scanned === '' ? NONE : parsePorts(host.scanned)
  const rest = unlistedState(host)
  return (key) => {
    const result = listed.get(textOf(key))
    if (result !== undefined) return { ...key, host, state: result.state, result }
    return { ...key, host, state: hasPort(scanned, key) ? rest : 'not scanned' }
  }
}

/** `'443/tcp'`. */
export function textOf({ port, transport }: PortKey): string {
  return `${port}/${transport}`
}

/** Whether it is known to be open or not to be. Silence over UDP says neither. */
export function isDecided({ state }: PortSight): boolean {
  return state === 'open' || state === 'closed' || state === 'filtered' || state === 'not open'
}

export function hasPort(ports: PortSet, { port, transport }: PortKey): boolean {
  return (transport === 'tcp' ? ports.tcp : ports.udp)?.includes(port) ?? false
}

export function keysOf({ tcp, udp = new Uint16Array() }: PortSet): PortKey[] {
  const keys = (ports: Uint16Array, transport: Transport): PortKey[] =>
    [...ports].map((port) => ({ port, transport }))
  return [...keys(tcp, 'tcp'), ...keys(udp, 'udp')]
}

/** The state of a port that was scanned and is not listed: where all such ports have one, it is that. */
function unlistedState(host: HostReport): PortSight['state'] {
  if (host.unprobed > 0) return 'not probed'
  const rest = new Map<string, number>()
  for (const [state, reasons] of Object.entries(host.counts)) {
    const count = Object.values(reasons).reduce((sum, one) => sum + one, 0)
    rest.set(state, count)
  }
  for (const { state } of host.ports) rest.set(state, (rest.get(state) ?? 0) - 1)
  const states = [...rest].flatMap(([state, count]) => (count > 0 ? [state as PortState] : []))
  if (states.length === 1) return states[0]!
  const none = states.every((state) => state === 'closed' || state === 'filtered')
  return states.length > 0 && none ? 'not open' : 'not told'
}
