import { randomUUID } from 'node:crypto'
import { channel } from 'node:diagnostics_channel'
import type { Clock } from './model/clock.ts'
import type { ScanChannels, ScanEndMessage, WatchedScan } from './model/scan-channels.ts'
import type { ScanStats } from './model/stats.ts'
import { version } from './model/version.ts'
import type { ProbeCounts } from './probe/probe-counts.ts'
import { plainOptions } from './scan-plain-options.ts'
import type { ScanSettings } from './scan-settings.ts'

/** Finished hosts are told when there are so many, or some and so many milliseconds have passed. */
const HOSTS = 1_000
const MILLISECONDS = 1_000

const names = [
  'portscan-core:scan:start',
  'portscan-core:scan:hosts',
  'portscan-core:scan:end',
  'portscan-core:scan:error',
] as const satisfies readonly (keyof ScanChannels)[]

/** What a scan lets those see who watch it. */
export interface Watchable {
  readonly settings: ScanSettings
  readonly counts: ProbeCounts
  readonly signal: AbortSignal
  readonly stats: () => ScanStats
}

/** Tells those who watch that a scan begins, and gives what tells them the rest. Undefined where nobody does. */
export function startDiagnostics(watchable: Watchable): ScanDiagnostics | undefined {
  return names.some((name) => channel(name).hasSubscribers) ? new ScanDiagnostics(watchable) : undefined
}

/** Publishes on the channels of `node:diagnostics_channel` how a scan goes. */
export class ScanDiagnostics {
  readonly #scan: WatchedScan
  readonly #counts: ProbeCounts
  readonly #signal: AbortSignal
  readonly #clock: Clock
  /** Hosts that were told of, and when the last of them were. */
  #hosts = 0
  #at: number
  #over = false

  constructor({ settings, counts, signal, stats }: Watchable) {
    this.#scan = watchedScan(settings, stats)
    this.#counts = counts
    this.#signal = signal
    this.#clock = settings.clock
    this.#at = this.#clock.now()
    publish('portscan-core:scan:start', { scan: this.#scan })
  }

  /** To be called whenever hosts may have been finished: cheap where none was. */
  look(): void {
    const hosts = this.#counts.hosts - this.#hosts
    if (hosts === 0 || this.#over) return
    if (hosts >= HOSTS || this.#clock.now() - this.#at >= MILLISECONDS) this.#tellHosts()
  }

  /** The first way to end is the one that counts; after an abort it is that, and no error. */
  end(outcome: 'complete' | 'left'): void {
    this.#end(this.#signal.aborted ? 'aborted' : outcome)
  }

  fail(error: unknown): void {
    this.#end(this.#signal.aborted ? 'aborted' : 'failed', error)
  }

  #end(outcome: ScanEndMessage['outcome'], error?: unknown): void {
    if (this.#over) return
    this.#over = true
    this.#tellHosts()
    const scan = this.#scan
    if (outcome === 'failed') publish('portscan-core:scan:error', { scan, error })
    publish('portscan-core:scan:end', { scan, outcome })
  }

  #tellHosts(): void {
    const hosts = this.#counts.hosts - this.#hosts
    if (hosts === 0) return
    this.#hosts += hosts
    this.#at = this.#clock.now()
    publish('portscan-core:scan:hosts', { scan: this.#scan, hosts })
  }
}

function watchedScan({ options, count }: ScanSettings, stats: () => ScanStats): WatchedScan {
  return {
    // Not of the scan's own randomness: who is watched scans in the same order as who is not.
    id: randomUUID(),
    version,
    options: plainOptions(options),
    ...(count.exact && { targets: Number(count.addresses) }),
    get stats() {
      return stats()
    },
  }
}

function publish<Name extends keyof ScanChannels>(name: Name, message: ScanChannels[Name]): void {
  channel(name).publish(message)
}
