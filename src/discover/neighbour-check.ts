import { delay } from '../flow/delay.ts'
import { createNeighbours, type Neighbours } from '../net/neighbours.ts'
import type { Discoverer, Discovery } from './discoverer.ts'

/** Where `neighbourCheck` looks. */
export interface NeighbourCheckOptions {
  /** Default: the table of this machine. */
  readonly neighbours?: Neighbours
}

const UNKNOWN: Discovery = { status: 'unknown' }
const UP: Discovery = { status: 'up', reason: 'neighbour' }
const DOWN: Discovery = { status: 'down', reason: 'no-neighbour' }

/**
 * Looks a host of this machine's own network up in its neighbour table (Linux, IPv4). It sends nothing by itself, so it
 * stands behind a discoverer that does: whoever is dialled is asked for by ARP (RFC 826) first, and no firewall keeps a
 * host from answering that. Who has answered is up, though all of its ports are silent; who has not is down. Of hosts
 * beyond a router, and of IPv6, it knows nothing.
 *
 * @example
 * scan('192.0.2.0/24', { discovery: [tcpPing(), neighbourCheck()] })
 */
export function neighbourCheck(options: NeighbourCheckOptions = {}): Discoverer {
  const { neighbours = createNeighbours() } = options
  return {
    name: 'neighbour-check',
    async discover({ address }, { clock, signal }) {
      if (!neighbours.onLink(address)) return UNKNOWN
      // What was read before the last packet left says nothing of its answer.
      if (neighbours.wait > 0) await delay(neighbours.wait, clock, signal)
      const neighbour = signal.aborted ? undefined : neighbours.of(address)
      if (neighbour === undefined) return UNKNOWN
      return neighbour === 'incomplete' ? DOWN : UP
    },
  }
}
