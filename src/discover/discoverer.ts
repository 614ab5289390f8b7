import type { Clock } from '../model/clock.ts'
import type { NeighbourReason } from '../model/event.ts'
import type { ResolvedHost } from '../model/host.ts'
import type { Reason } from '../model/result.ts'
import type { Connector } from '../net/connection.ts'

/**
 * What was found out about a host. `up`: something answered from its address, a refusal too. `down`: it is certain that
 * nobody has the address. `silent`: it was asked, and nothing came that says who is there; what a router answers is
 * such. `unknown`: it could not be asked, by this machine's fault or because nobody may.
 */
export interface Discovery {
  readonly status: 'up' | 'down' | 'silent' | 'unknown'
  /** What it was seen by. */
  readonly reason?: Reason | NeighbourReason
  /** Milliseconds to the answer, where one came. */
  readonly rtt?: number
}

/** What a discoverer gets to work with. */
export interface DiscoverTools {
  /** What it sends, it sends through this: policy, rate and limits of the scan are in it. */
  readonly connector: Connector
  /** Connections at once to one host, at most. */
  readonly perHost: number
  /** Fires when nobody wants to know any more, or it took too long. */
  readonly signal: AbortSignal
  readonly clock: Clock
}

/**
 * A way to find out whether a host is there. `discover` never rejects for what the network or the peer does: that is a
 * status. After an abort it settles either way, and leaves nothing open.
 */
export interface Discoverer {
  /** For messages: `'tcp-ping'`. */
  readonly name: string
  discover(host: ResolvedHost, tools: DiscoverTools): Promise<Discovery>
}
