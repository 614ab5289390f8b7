import type { Discoverer } from '../discover/discoverer.ts'
import { pingNeeds } from './icmp-ping.ts'
import { koffiPath } from './koffi-path.ts'
import { checkOptions } from './option-rules.ts'
import { pingDiscoverer, type OpenPingWire } from './ping-discoverer.ts'
import { ownAddresses, type OwnAddress } from './ping-links.ts'
import { pingRules, type PingOptions } from './ping-options.ts'
import { linkIndex } from './ping-peer.ts'
import { bindSystemCalls, type SystemCalls } from './system-calls.ts'

/** A way to ask who has an address of this machine's own networks. */
export interface NeighbourPing {
  /** What it is called by, and in messages. */
  readonly call: string
  readonly name: string
  openWire(calls: SystemCalls, name: string, own: readonly OwnAddress[]): OpenPingWire
}

/**
 * Looks for neighbours: who answers is up, and who leaves all questions unanswered is down, since no firewall keeps a
 * host from answering.
 *
 * @throws ScanError `ERR_OPTION` for an option that is not known or not right
 */
export function neighbourPing({ call, name, openWire }: NeighbourPing, options: PingOptions): Discoverer {
  checkOptions(call, options, pingRules)
  const { timeout = 250, retries = 5 } = options
  const named = `${call}()`
  return pingDiscoverer({
    name,
    openWire() {
      const calls = bindSystemCalls(koffiPath(pingNeeds(named)))
      return openWire(
        calls,
        named,
        ownAddresses((link) => linkIndex(calls, link)),
      )
    },
    timeout,
    tries: retries + 1,
    answer: { status: 'up', reason: 'neighbour' },
    silence: { status: 'down', reason: 'no-neighbour' },
  })
}
