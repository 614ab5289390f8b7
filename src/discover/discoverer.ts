import type { Leave } from '../flow/run-use.ts'
import type { Clock } from '../model/clock.ts'
import type { HostReason } from '../model/event.ts'
import type { ResolvedHost } from '../model/host.ts'
import type { Connector } from '../net/connection.ts'

/**
 * What was found out about a host. `up`: something answered from its address, a refusal too. `down`: it is certain that
 * nobody has the address. `silent`: it was asked, and nothing came that says who is there; what a router answers is
 * such. `unknown`: it could not be asked, by this machine's fault or because nobody may.
 */
export interface Discovery {
  readonly status: 'up' | 'down' | 'silent' | 'unknown'
  /** What it was seen by. */
  readonly reason?: HostReason
  /** Milliseconds to the answer, where one came. */
  readonly rtt?: number
  /** Its hardware address (`'00:00:5e:00:53:01'`), where that is how it was seen. */
  readonly mac?: string
}

/** What a discoverer gets to work with. */
export interface DiscoverTools {
  /** What it sends, it sends through this: policy, rate and limits of the scan are in it. */
  readonly connector: Connector
  /**
   * Asked before each packet that goes another way than by the connector: resolves when its turn has come by rate and
   * pause of the scan, and then says whether the policy permits it. False too when nobody wants to know any more.
   */
  readonly turn: (address: string) => Promise<boolean>
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
  /**
   * Called when a run begins to use it, for what it holds beyond one host, such as a socket. What it gives is called
   * when that run ends. Nobody is looked for before a promise from it is kept, and the run ends with the reason where it
   * is broken.
   */
  open?(): Leave | Promise<Leave>
  discover(host: ResolvedHost, tools: DiscoverTools): Promise<Discovery>
}
