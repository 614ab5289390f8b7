import type { Discoverer } from '../discover/discoverer.ts'
import { openNdWire } from './nd-wire.ts'
import { neighbourPing } from './neighbour-ping.ts'
import type { PingOptions } from './ping-options.ts'

export interface NdPingOptions extends PingOptions {
  /** Milliseconds after which it is asked again, or given up. Default 250. */
  readonly timeout?: number
  /** How often it is asked again at most. Default 5: at 20 % loss each way six questions miss 2 hosts in 1,000. */
  readonly retries?: number
}

/**
 * `arpPing()` for IPv6: looks for hosts of this machine's own network by neighbour solicitations (RFC 4861, section 7.2),
 * also for link-local addresses with their zone. Of hosts beyond a router, and of IPv4, it knows nothing, and sends them
 * nothing. Needs what `arpPing()` of `portscan-core/native` needs.
 *
 * @example
 * import { ndPing } from 'portscan-core/native'
 * scan('2001:db8::/120', { discovery: [ndPing()] })
 */
export function ndPing(options: NdPingOptions = {}): Discoverer {
  return neighbourPing({ call: 'ndPing', name: 'nd-ping', openWire: openNdWire }, options)
}
