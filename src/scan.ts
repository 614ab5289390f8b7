import { flow } from './flow/flow.ts'
import { mapItems } from './flow/map-items.ts'
import { puller, type Pull } from './flow/pull.ts'
import type { Block } from './model/block.ts'
import { ScanError } from './model/errors.ts'
import type { ScanEvent } from './model/event.ts'
import { formatPorts } from './model/format-ports.ts'
import type { ScanReport } from './model/report.ts'
import type { PortResult } from './model/result.ts'
import type { ScanStats } from './model/stats.ts'
import type { Targets } from './model/target.ts'
import { version } from './model/version.ts'
import { blockWork } from './order/block.ts'
import { ProbeCounts } from './probe/probe-counts.ts'
import { asAnnounced, ProbeProgress } from './probe/probe-progress.ts'
import type { Checkpoint } from './model/checkpoint.ts'
import { gatherReport } from './report/gather-report.ts'
import { readCheckpoint, takeCheckpoint } from './scan-checkpoint.ts'
import { startDiagnostics, type ScanDiagnostics } from './scan-diagnostics.ts'
import type { ScanOptions } from './scan-options.ts'
import { PauseSwitch } from './scan-pause.ts'
import { scanPipeline } from './scan-pipeline.ts'
import { plainOptions } from './scan-plain-options.ts'
import { completeOptions, type ScanSettings } from './scan-settings.ts'
import { endpointsToScan } from './scan-size.ts'
import { StatsReader, type ScanSize } from './scan-stats.ts'
import { subtractPorts } from './targets/parse-ports.ts'
import { coverBlock, NO_COVERAGE, type Coverage, type SpreadResume } from './targets/spread-resume.ts'

/**
 * A scan: lazy (nothing is sent before the first result is asked for) and single use. The first of iterating it,
 * `events()` and `report()` claims the run; a second claim throws `ERR_STATE`.
 */
export interface Scan extends AsyncIterable<PortResult>, AsyncDisposable {
  /** Everything that happens: results by `states`, hosts, what was skipped, warnings. */
  events(): AsyncIterableIterator<ScanEvent>
  /** Runs to the end and gives the whole. */
  report(): Promise<ScanReport>
  /** A snapshot, cheap at any time. */
  readonly stats: ScanStats
  /** Sends nothing more until `resume()`; what is under way goes on. */
  pause(): void
  /** Goes on after `pause()`. */
  resume(): void
  /**
   * Ends the scan: all sockets close, the iteration throws the reason (default: an `AbortError`). Open ports that were being
   * named come out before that, with what is known of them; for the checkpoint they are not done.
   */
  abort(reason?: unknown): void
  /** Where the scan stands, to go on with `scan(targets, { ...options, resume })`. */
  checkpoint(): Checkpoint
}

/**
 * Scans ports. Targets are addresses, blocks, ranges, names, or any iterable of these; options have defaults that
 * suit most networks. Throws `ERR_TARGET` or `ERR_OPTION` at the call; iterating throws `ERR_RESOLVE` or `ERR_POLICY`
 * where no target at all could be scanned, `ERR_RESOURCE` when this machine had nothing left, the signal's reason on
 * abort. A closed port is a result, and `break` is no error.
 *
 * @example
 * for await (const port of scan('192.0.2.0/28', { ports: '22,80,443', services: true })) {
 *   console.log(port.address, port.port, port.service?.name, port.service?.version)
 * }
 */
export function scan(targets: Targets, options: ScanOptions = {}): Scan {
  const settings = completeOptions(targets, options)
  return new ScanRun(settings, readCheckpoint(settings))
}

class ScanRun implements Scan {
  readonly #settings: ScanSettings
  readonly #resume: SpreadResume | undefined
  readonly #counts = new ProbeCounts()
  readonly #progress = new ProbeProgress()
  readonly #pause = new PauseSwitch()
  readonly #abort = new AbortController()
  readonly #size: ScanSize
  readonly #stats: StatsReader
  #covered: Coverage
  #claimed = false
  #begun = false
  #running: AsyncIterableIterator<ScanEvent> | undefined
  /** Where somebody watches. */
  #diagnostics: ScanDiagnostics | undefined
  #skipped = 0
  /** Why the first target that could not be scanned could not be. */
  #trouble: ScanError | undefined

  constructor(settings: ScanSettings, resume: SpreadResume | undefined) {
    this.#settings = settings
    this.#resume = resume
    this.#covered = resume ?? NO_COVERAGE
    for (const block of resume?.blocks ?? []) this.#progress.announce(block)
    this.#size = { blocked: 0, total: endpointsToScan(settings) }
    this.#stats = new StatsReader(this.#counts, this.#size, settings.clock)
  }

  get stats(): ScanStats {
    return this.#stats.read(this.#skipped)
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<PortResult> {
    const ports = puller(mapItems(portOnly)(this.#run(false)))
    return flow(ports.pull, ports.close, 1)
  }

  events(): AsyncIterableIterator<ScanEvent> {
    return this.#run(true)
  }

  async report(): Promise<ScanReport> {
    const { clock, options, ports, excludePorts } = this.#settings
    const started = new Date(clock.wallTime()).toISOString()
    const scanned = formatPorts(excludePorts === undefined ? ports : subtractPorts(ports, excludePorts))
    const report = gatherReport({ version, started, options: plainOptions(options), scanned })
    for await (const event of this.#run(true)) report.add(event)
    return report.finish({ finished: new Date(clock.wallTime()).toISOString(), stats: this.stats })
  }

  pause(): void {
    this.#pause.set(true)
  }

  resume(): void {
    this.#pause.set(false)
  }

  abort(reason: unknown = new DOMException('the scan was aborted', 'AbortError')): void {
    // Whoever aborts may never ask again, and only asking closes the run.
    this.#settings.options.signal?.removeEventListener('abort', this.#follow)
    this.#stop(reason)
  }

  checkpoint(): Checkpoint {
    return takeCheckpoint(this.#settings, this.#covered, this.#progress)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#claimed = true
    this.abort()
    await this.#running?.return?.()
    const { clock } = this.#settings
    while (this.#counts.inFlight > 0) await new Promise<void>((resolve) => void clock.turn(resolve))
  }

  /** The one run. A result is done, for the checkpoint, when the next one is asked for. */
  #run(hostEvents: boolean): AsyncIterableIterator<ScanEvent> {
    this.#claim()
    const upstream = puller(this.#pipeline(hostEvents))
    let handedOut: readonly ScanEvent[] = []
    const see = (events: readonly ScanEvent[]): readonly ScanEvent[] => {
      // An abort hurries out what was being named: it is told, and not done.
      handedOut = this.#abort.signal.aborted ? [] : events
      for (const event of events) this.#note(event)
      if (events.length === 0) this.#end()
      this.#diagnostics?.look()
      return events
    }
    const pull: Pull<ScanEvent> = (max) => {
      this.#begin()
      for (const event of handedOut) if (event.kind === 'port') this.#progress.taken(event)
      try {
        const events = upstream.pull(max)
        return events instanceof Promise ? events.then(see, this.#fail) : see(events)
      } catch (error) {
        return this.#fail(error)
      }
    }
    const close = async (): Promise<void> => {
      this.#stats.finish()
      this.#settings.options.signal?.removeEventListener('abort', this.#follow)
      await upstream.close().finally(() => this.#diagnostics?.end('left'))
    }
    this.#running = flow(pull, close, 1)
    return this.#running
  }

  #claim(): void {
    if (this.#claimed) {
      throw new ScanError(
        'ERR_STATE',
        'this scan is claimed already: a scan runs once; call scan() again for another run',
      )
    }
    this.#claimed = true
  }

  #begin(): void {
    if (this.#begun) return
    this.#begun = true
    this.#stats.start()
    this.#diagnostics = startDiagnostics({
      settings: this.#settings,
      counts: this.#counts,
      signal: this.#abort.signal,
      stats: () => this.stats,
    })
    const { signal } = this.#settings.options
    if (signal?.aborted === true) this.#follow()
    else signal?.addEventListener('abort', this.#follow)
  }

  readonly #follow = (): void => this.#stop(this.#settings.options.signal?.reason)

  #stop(reason: unknown): void {
    this.#abort.abort(reason)
    this.#diagnostics?.end('left')
  }

  #pipeline(hostEvents: boolean): AsyncIterable<ScanEvent> {
    return scanPipeline(this.#settings, {
      counts: this.#counts,
      progress: this.#progress,
      pause: this.#pause,
      signal: this.#abort.signal,
      resume: this.#resume,
      hostEvents,
      onBlock: (block) => this.#noteBlock(block),
      onEngine: (engine) => {
        this.#stats.engine = engine
      },
      onLastBlock: () => {
        this.#size.total = this.#size.blocked
      },
    })
  }

  #noteBlock(block: Block): void {
    // Where nothing comes out, it is a block that shows how far the scan is.
    this.#diagnostics?.look()
    this.#progress.announce(asAnnounced(block))
    this.#size.blocked += blockWork(block)
    this.#covered = coverBlock(this.#covered, block)
  }

  #note(event: ScanEvent): void {
    if (event.kind !== 'skipped') return
    this.#skipped++
    this.#trouble ??= event.error
  }

  #end(): void {
    this.#stats.finish()
    if (this.#trouble !== undefined && this.#counts.done === 0 && this.#resume === undefined)
      this.#fail(this.#trouble)
    this.#diagnostics?.end('complete')
  }

  readonly #fail = (error: unknown): never => {
    this.#diagnostics?.fail(error)
    throw error
  }
}

function portOnly(event: ScanEvent): PortResult | undefined {
  return event.kind === 'port' ? event : undefined
}
