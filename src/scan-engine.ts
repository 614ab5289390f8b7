import type { Engine } from './model/stats.ts'
import { descriptorBudget } from './net/descriptor-budget.ts'
import { guarded, type GuardOptions } from './probe/guarded.ts'
import { inThreads } from './probe/in-threads.ts'
import type { ProbeStrategy } from './probe/strategy.ts'
import { threadCount } from './scan-engine-options.ts'
import type { ScanSettings } from './scan-settings.ts'
import type { TargetCount } from './targets/count-targets.ts'
import type { ThreadWork } from './threads/dial-thread.ts'
import script from './threads/node-dialer.ts?thread'

/** Endpoints from which threads are made at once, and dials after which they are where the number is not known. */
const LARGE = 16_384n
const MANY_DIALS = 8_192
/** Sockets that a native thread keeps for its next dials, where the descriptor limit leaves room for them. */
const IDLE_SOCKETS = 256

/** Tries in flight to one near host that each engine keeps up with: native threads win a twelfth of the time by more. */
export const nearInFlight: Readonly<Record<Engine, number>> = { node: 128, native: 256 }

/** The strategy of the TCP ports as threads carry it out, or `here`, where they would not help or may not be used. */
export function engineStrategy(
  settings: ScanSettings,
  here: ProbeStrategy,
  guard: GuardOptions,
  started: (engine: Engine) => void,
): ProbeStrategy {
  const { options, slots, count } = settings
  const { engine = 'auto', localAddress, workers } = options
  const threads = threadCount(options)
  if (threads === 0) return here
  const native = async (): Promise<ThreadWork> => {
    const { nativeWork } = await import('./native/index.ts')
    const spare = descriptorBudget() - slots.scan - slots.services - slots.discovery
    const idle = Math.max(0, Math.min(IDLE_SOCKETS, Math.floor(spare / threads)))
    return nativeWork({ idle, localAddress })
  }
  const node = (): ThreadWork => ({ script, data: { localAddress } })
  const works = { auto: [native, node], native: [native], node: [node] }[engine]
  const required = engine === 'native'
  return inThreads({
    works,
    required,
    threads,
    capacity: slots.scan,
    after: required || workers !== undefined ? 0 : dialsBefore(count),
    here,
    guard: (strategy) => guarded(strategy, guard),
    started: (index) => started(works[index] === native ? 'native' : 'node'),
    broken: () => started('node'),
  })
}

/** Dials of this thread before others are made. Each of them takes some 20 MiB. */
function dialsBefore({ endpoints, exact }: TargetCount): number {
  if (endpoints >= LARGE) return 0
  return exact ? Infinity : MANY_DIALS
}
