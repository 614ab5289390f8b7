import type { Discoverer } from '../discover/discoverer.ts'
import { openIcmpWire } from './icmp-wire.ts'
import { koffiPath } from './koffi-path.ts'
import { checkOptions } from './option-rules.ts'
import { pingDiscoverer } from './ping-discoverer.ts'
import { pingFromRules, type PingOptions } from './ping-options.ts'
import { bindSystemCalls } from './system-calls.ts'

export interface IcmpPingOptions extends PingOptions {
  /** Milliseconds after which it is asked again, or given up. Default 1,000. */
  readonly timeout?: number
  /** How often it is asked again at most: a packet may be lost. Default 1. */
  readonly retries?: number
  /** Address of this machine to ask from. Default: the system's choice by route. */
  readonly localAddress?: string
}

/**
 * Looks for hosts by echo requests (RFC 792; RFC 4443, section 4): who replies is up; silence shows nothing, since many
 * firewalls drop them. Needs Linux with koffi, and either a group in `net.ipv4.ping_group_range` or the capability
 * `CAP_NET_RAW`: a run with it throws `ERR_OPTION` that says so, or `ERR_MISSING_PEER`. Throws `ERR_OPTION` at the call.
 *
 * @example
 * import { icmpPing } from 'portscan-core/native'
 * scan('192.0.2.0/24', { discovery: [icmpPing(), tcpPing()] })
 */
export function icmpPing(options: IcmpPingOptions = {}): Discoverer {
  checkOptions('icmpPing', options, pingFromRules)
  const { timeout = 1_000, retries = 1, localAddress } = options
  const name = 'icmpPing()'
  return pingDiscoverer({
    name: 'icmp-ping',
    openWire: () => openIcmpWire(bindSystemCalls(koffiPath(pingNeeds(name))), name, localAddress),
    timeout,
    tries: retries + 1,
    answer: { status: 'up', reason: 'echo-reply' },
    silence: { status: 'silent', reason: 'no-response' },
  })
}

/** What is said where the system's calls cannot be made. */
export function pingNeeds(name: string): Parameters<typeof koffiPath>[0] {
  return { name, input: 'discovery', instead: 'tcpPing() works everywhere' }
}
