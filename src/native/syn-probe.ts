import { availableParallelism } from 'node:os'
import { tcpConnector } from '../net/tcp-connector.ts'
import { inThreads } from '../probe/in-threads.ts'
import type { ProbeStrategy } from '../probe/strategy.ts'
import { tcpConnect } from '../probe/tcp-connect.ts'
import { insteadOfSyns } from './instead-of-syns.ts'
import { checkOptions } from './option-rules.ts'
import { probeRules } from './probe-options.ts'
import { synWork } from './syn-work.ts'

export interface SynProbeOptions {
  /** Threads that send and hear. Default 2, or 1 on a machine with one core. */
  readonly workers?: number
  /** Tries under way at once in each thread, at most. Default 65,536; what may be under way in all is the pacer's. */
  readonly capacity?: number
  /** Address of this machine to send from. Default: the system's choice by route. */
  readonly localAddress?: string
}

/**
 * A half-open scan of TCP: a SYN through a raw socket, and what answers it (RFC 9293, section 3.5). No connection comes
 * about, so no server accepts one; the system resets what opens. Linux on x64 and arm64, with the package koffi, and the
 * capability CAP_NET_RAW. Pace, time-outs and repetitions are those of every strategy.
 *
 * Sees what a connect scan cannot: `reset` for a closed port, and which ICMP message came (RFC 792, RFC 4443), for one
 * that is filtered or, by "port unreachable", closed. An answer counts only with the secret number of its SYN in it.
 * Addresses with a zone are dialled by `tcpConnect()`.
 *
 * A run with it throws `ERR_MISSING_PEER` without koffi, `ERR_OPTION` on another system or without the capability, and
 * `ERR_RESOURCE` should a thread of it break.
 *
 * @throws ScanError `ERR_OPTION` for an option that is not known or out of bounds
 *
 * @example
 * import { synProbe } from 'portscan-core/native'
 * scan('192.0.2.0/24', { strategy: { tcp: synProbe() } })
 */
export function synProbe(options: SynProbeOptions = {}): ProbeStrategy {
  const { workers = Math.min(2, availableParallelism()), capacity = 65_536, localAddress } = options
  checkOptions('synProbe', options, probeRules)
  const connect = tcpConnect({
    connector: tcpConnector({ ...(localAddress !== undefined && { localAddress }) }),
  })
  let broken = false
  const strategy = inThreads({
    works: [() => synWork({ localAddress })],
    required: true,
    threads: workers,
    capacity,
    after: 0,
    here: insteadOfSyns(connect, () => broken),
    started: () => (broken = false),
    broken: () => (broken = true),
  })
  return Object.assign(strategy, { name: 'tcp-syn', holdsSockets: false })
}
