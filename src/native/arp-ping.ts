import type { Discoverer } from '../discover/discoverer.ts'
import { openArpWire } from './arp-wire.ts'
import { neighbourPing } from './neighbour-ping.ts'
import type { PingOptions } from './ping-options.ts'

export interface ArpPingOptions extends PingOptions {
  /** Milliseconds after which it is asked again, or given up. Default 250. */
  readonly timeout?: number
  /** How often it is asked again at most. Default 5: at 20 % loss each way six questions miss 2 hosts in 1,000. */
  readonly retries?: number
}

/**
 * Looks for hosts of this machine's own network by ARP requests (RFC 826) of its own: who answers is up, though every
 * port is silent, and its hardware address is known; who leaves all of them unanswered is down. Of hosts beyond a router,
 * and of IPv6, it knows nothing, and sends them nothing. Needs Linux with koffi and the capability `CAP_NET_RAW`: a run
 * with it throws `ERR_OPTION` that says so, or `ERR_MISSING_PEER`; `arpPing()` of `portscan-core` needs neither, and is
 * four times slower. Throws `ERR_OPTION` at the call.
 *
 * @example
 * import { arpPing, icmpPing } from 'portscan-core/native'
 * scan(localInterface('eth0'), { discovery: [arpPing(), icmpPing()] })
 */
export function arpPing(options: ArpPingOptions = {}): Discoverer {
  return neighbourPing({ call: 'arpPing', name: 'arp-ping', openWire: openArpWire }, options)
}
