import type { HostEvent, HostReason, StateCounts } from '../model/event.ts'
import type { PortResult } from '../model/result.ts'
import { hostKey } from './host-key.ts'
import { byPort } from './port-order.ts'
import { addCounts } from './state-counts.ts'

/** A host with all that is known of it, for formats that write a host in one piece. */
export interface WholeHost<Kept> extends Pick<
  HostEvent,
  'address' | 'family' | 'name' | 'tag' | 'names' | 'mac' | 'vendor'
> {
  /** What it was found by, where it was looked for. */
  readonly reason?: HostReason
  /** TCP first, in order of number. */
  readonly ports: readonly Kept[]
  /** The ports that are not among these, as far as they were counted. */
  readonly others: StateCounts
  /** All of them, where they were counted. */
  readonly counts: StateCounts
}

type KeptPort = Pick<PortResult, 'port' | 'transport' | 'state' | 'reason'>

interface OpenHost<Kept> {
  event: Partial<HostEvent> & Pick<HostEvent, 'address' | 'family'>
  readonly ports: { readonly facts: KeptPort; readonly kept: Kept }[]
}

/**
 * Puts the events of a scan together by host. Holds the hosts that are not finished, and of their ports what `keep` makes
 * of them: no more. A host that is given several times, each time with ports of its own, comes as often.
 */
export class HostsInTurn<Kept> {
  readonly #keep: (port: PortResult) => Kept
  readonly #hosts = new Map<string, OpenHost<Kept>>()

  constructor(keep: (port: PortResult) => Kept) {
    this.#keep = keep
  }

  /** Gives the host that is finished with this event. */
  add(event: PortResult | HostEvent): WholeHost<Kept> | undefined {
    if (event.kind === 'host' && event.status === 'down') return undefined
    const key = hostKey(event)
    const host = this.#hosts.get(key) ?? { event: hostFacts(event), ports: [] }
    this.#hosts.set(key, host)
    if (event.kind === 'port') {
      const { port, transport, state, reason } = event
      host.ports.push({ facts: { port, transport, state, reason }, kept: this.#keep(event) })
      return undefined
    }
    host.event = { ...host.event, ...event }
    if (event.status !== 'finished') return undefined
    this.#hosts.delete(key)
    return whole(host)
  }

  /** Those that never finished. */
  *rest(): Generator<WholeHost<Kept>> {
    for (const host of this.#hosts.values()) yield whole(host)
    this.#hosts.clear()
  }
}

function hostFacts({ address, family, name, tag }: PortResult | HostEvent): OpenHost<unknown>['event'] {
  return { address, family, ...(name !== undefined && { name }), ...(tag !== undefined && { tag }) }
}

function whole<Kept>({ event, ports }: OpenHost<Kept>): WholeHost<Kept> {
  const { counts = {}, ...facts } = event
  const inOrder = [...ports].sort((a, b) => byPort(a.facts, b.facts))
  return {
    ...facts,
    counts,
    others: withoutPorts(counts, ports),
    ports: inOrder.map(({ kept }) => kept),
  }
}

function withoutPorts(counts: StateCounts, ports: readonly { readonly facts: KeptPort }[]): StateCounts {
  const left = addCounts(counts, {}) as Record<string, Record<string, number>>
  for (const { facts } of ports) {
    const reasons = left[facts.state]
    const count = reasons?.[facts.reason] ?? 0
    if (count > 0) reasons![facts.reason] = count - 1
  }
  return left
}
