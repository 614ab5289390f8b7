import { parsePorts, type Endpoint, type PortSet, type PortSpec, type Transport } from 'portscan-core'
import type { PeerScript } from './peer-script.ts'
import { seededDraw } from './seeded-draw.ts'

/**
 * What is behind a port: somebody who accepts (a script says what he does then), a refusal, silence, or the system
 * error that an answer of the network gives, such as `{ code: 'EHOSTUNREACH' }`.
 */
export type PortNature = 'open' | 'closed' | 'filtered' | PeerScript | { readonly code: string }

/** Ports as a scan takes them, or a share of all, 0 to 1, drawn by the seed for each endpoint. */
export type PortChoice = PortSpec | { readonly share: number }

/** What the hosts of a prefix are like. A port in several of these is what is named first here. */
export interface SimulatedHost {
  /** Share of the addresses that have a host, 0 to 1, drawn by the seed. Default 1. */
  readonly up?: number
  /** What a peer says, by port; these ports are open. */
  readonly speaks?: Readonly<Record<number, PeerScript>>
  readonly open?: PortChoice
  readonly filtered?: PortChoice
  /** Ports that a router or the host rejects, by the system error that comes of it: `{ EHOSTUNREACH: '100-199' }`. */
  readonly rejects?: Readonly<Record<string, PortChoice>>
  readonly closed?: PortChoice
  /** What all other ports are. Default `'closed'`; `'open'` is a decoy, which opens on every port. */
  readonly rest?: 'open' | 'closed' | 'filtered'
}

/**
 * What there is at an address: a host; `'down'`, which is silence; `'unreachable'`, where the last router says so after
 * three seconds; or a function of the endpoint, asked at each packet.
 */
export type SimulatedHosts = SimulatedHost | 'down' | 'unreachable' | ((endpoint: Endpoint) => PortNature)

/** What is at an endpoint. `host` stands for its address in draws. */
export type NatureOf = (endpoint: Endpoint, host: number) => PortNature | 'unreachable'

const UP = 16
const PORT = 17

/** The description as a function: sets are made once, draws depend on seed and endpoint alone. */
export function natureOf(hosts: SimulatedHosts, seed: number): NatureOf {
  if (typeof hosts === 'function') return hosts
  if (hosts === 'down') return () => 'filtered'
  if (hosts === 'unreachable') return () => 'unreachable'
  const { up = 1, speaks = {}, rest = 'closed' } = hosts
  const choices = choicesOf(hosts)
  const listed = { tcp: listedPorts(choices, 'tcp', speaks), udp: listedPorts(choices, 'udp', {}) }
  const shares = choices.flatMap(({ share, nature }) => (share === undefined ? [] : [{ share, nature }]))
  return (endpoint, host) => {
    if (up < 1 && seededDraw(seed, host, UP) >= up) return 'filtered'
    const { port, transport } = endpoint
    const nature = listed[transport].get(port)
    if (nature !== undefined) return nature
    if (shares.length === 0) return rest
    let left = seededDraw(seed, host, port, PORT)
    for (const { share, nature } of shares) {
      if (left < share) return nature
      left -= share
    }
    return rest
  }
}

interface Choice {
  readonly nature: PortNature
  readonly ports?: PortSet
  readonly share?: number
}

function choicesOf({ open, filtered, rejects = {}, closed }: SimulatedHost): Choice[] {
  const rejected = Object.entries(rejects).map(([code, ports]) => [{ code }, ports] as const)
  const all: (readonly [PortNature, PortChoice | undefined])[] = [
    ['open', open],
    ['filtered', filtered],
    ...rejected,
    ['closed', closed],
  ]
  return all.flatMap(([nature, ports]) => (ports === undefined ? [] : [choice(nature, ports)]))
}

function choice(nature: PortNature, ports: PortChoice): Choice {
  if (typeof ports === 'object' && 'share' in ports) return { nature, share: ports.share }
  return { nature, ports: parsePorts(ports) }
}

/** What is said of a port by its number; what is said first counts. */
function listedPorts(
  choices: readonly Choice[],
  transport: Transport,
  speaks: Readonly<Record<number, PeerScript>>,
): ReadonlyMap<number, PortNature> {
  const listed = new Map<number, PortNature>()
  for (const [port, script] of Object.entries(speaks)) listed.set(Number(port), script)
  for (const { ports, nature } of choices) {
    for (const port of ports?.[transport] ?? []) if (!listed.has(port)) listed.set(port, nature)
  }
  return listed
}
