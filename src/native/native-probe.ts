import { availableParallelism } from 'node:os'
import { descriptorBudget } from '../net/descriptor-budget.ts'
import { inThreads } from '../probe/in-threads.ts'
import type { ProbeStrategy } from '../probe/strategy.ts'
import { tcpConnect } from '../probe/tcp-connect.ts'
import { tcpConnector } from '../net/tcp-connector.ts'
import { nativeWork } from './native-work.ts'
import { checkOptions } from './option-rules.ts'
import { dialRules } from './probe-options.ts'

export interface NativeProbeOptions {
  /** Threads that dial. Default 2, or 1 on a machine with one core. */
  readonly workers?: number
  /** Dials under way at once in each thread, at most. Default 8,192; what may be under way in all is the pacer's. */
  readonly capacity?: number
  /**
   * Sockets that each thread keeps for its next dials, at most. Default 256, or fewer where this process may not open
   * many.
   */
  readonly idle?: number
  /** Address of this machine to dial from. Default: the system's choice by route. */
  readonly localAddress?: string
}

/**
 * `tcpConnect()` by the system's own calls, in threads of its own: Linux on x64 and arm64, with the package koffi. The
 * threads live as long as a run uses the strategy. Addresses with a zone are dialled by `tcpConnect()`.
 *
 * A run with it throws `ERR_MISSING_PEER` without koffi, and `ERR_OPTION` on another system.
 *
 * @throws ScanError `ERR_OPTION` for an option that is not known or out of bounds
 *
 * @example
 * import { nativeProbe } from 'portscan-core/native'
 * scan('192.0.2.0/24', { strategy: { tcp: nativeProbe() } })
 */
export function nativeProbe(options: NativeProbeOptions = {}): ProbeStrategy {
  const {
    workers = Math.min(2, availableParallelism()),
    capacity = 8_192,
    idle = Math.min(256, descriptorBudget() >> 4),
    localAddress,
  } = options
  checkOptions('nativeProbe', options, dialRules)
  const strategy = inThreads({
    works: [() => nativeWork({ idle, localAddress })],
    required: true,
    threads: workers,
    capacity,
    after: 0,
    here: tcpConnect({ connector: tcpConnector({ ...(localAddress !== undefined && { localAddress }) }) }),
  })
  return Object.assign(strategy, { name: 'native-connect' })
}
