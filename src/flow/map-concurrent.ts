import { setMaxListeners } from 'node:events'
import { ScanError } from '../model/errors.ts'
import { flow } from './flow.ts'
import { BATCH, puller, type AnyIterable, type Puller } from './pull.ts'
import { ResultLine } from './result-line.ts'
import type { Stage } from './stage.ts'

export interface MapConcurrentOptions {
  /** Items worked on at once, from 1. */
  readonly concurrency: number
  /** Items worked on or finished and not yet taken, at most. Default: twice the concurrency. */
  readonly window?: number
  /** Keep the order of the source. Default true; without it a slow item holds back nobody. */
  readonly ordered?: boolean
}

/** Work on one item: any number of results, at once or later. The signal fires when nobody wants them any more. */
export type Work<In, Out> = (item: In, signal: AbortSignal) => readonly Out[] | Promise<readonly Out[]>

/**
 * A stage that works on several items at once. One invariant bounds it: *items at work + items finished and not
 * taken ≤ window*. A consumer that stops brings it to rest; one that leaves aborts what is at work. When the source
 * throws, what it gave before is finished first; when the work throws, what is ready still goes out.
 */
export function mapConcurrent<In, Out>(work: Work<In, Out>, options: MapConcurrentOptions): Stage<In, Out> {
  const { concurrency, window = concurrency } = options
  if (!(concurrency >= 1 && window >= 1)) {
    const got = `concurrency ${String(concurrency)} and window ${String(window)}`
    throw new ScanError(
      'ERR_OPTION',
      `mapConcurrent needs a concurrency and a window of at least 1; got ${got}`,
    )
  }
  return (source) => {
    const workers = new Workers(source, work, options)
    return flow(workers.pull, workers.close, workers.ahead)
  }
}

interface Failure {
  readonly error: unknown
}

class Workers<In, Out> {
  /** How many results a `next()` may take at once. They still count as not taken, so the line is that much shorter. */
  readonly ahead: number
  readonly #upstream: Puller<In>
  readonly #work: Work<In, Out>
  readonly #concurrency: number
  readonly #window: number
  readonly #line: ResultLine<Out>
  readonly #abort = new AbortController()
  /** Items that the source gave and that nobody works on yet; only ever as many as the window has room for. */
  #unread: readonly In[] = []
  #unreadAt = 0
  #reading = false
  #ended = false
  #workFailure: Failure | undefined
  #sourceFailure: Failure | undefined
  /** Goes on with the pull that waits. */
  #wake: (() => void) | undefined

  constructor(source: AnyIterable<In>, work: Work<In, Out>, options: MapConcurrentOptions) {
    const { concurrency, window = concurrency * 2, ordered = true } = options
    this.#upstream = puller(source)
    this.#work = work
    this.#concurrency = concurrency
    this.ahead = Math.max(1, Math.min(BATCH, (window - concurrency) >> 2))
    this.#window = window - (this.ahead - 1)
    this.#line = new ResultLine(ordered)
    // Each item at work may listen; Node warns of a leak from the eleventh listener on.
    setMaxListeners(0, this.#abort.signal)
  }

  readonly pull = (max: number): readonly Out[] | Promise<readonly Out[]> => {
    this.#fill()
    return this.#next(max) ?? this.#pullLater(max)
  }

  readonly close = async (): Promise<void> => {
    this.#abort.abort()
    this.#wakeUp()
    await this.#upstream.close()
  }

  async #pullLater(max: number): Promise<readonly Out[]> {
    for (;;) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        this.#advance()
      })
      const taken = this.#next(max)
      if (taken !== undefined) return taken
    }
  }

  /** Results that are there, or the error, or the end; `undefined` means wait. */
  #next(max: number): readonly Out[] | undefined {
    if (this.#abort.signal.aborted) return []
    const taken = this.#line.take(max)
    if (taken.length > 0) {
      this.#fill()
      return taken
    }
    if (this.#workFailure !== undefined) throw this.#workFailure.error
    if (!this.#over()) return undefined
    if (this.#sourceFailure !== undefined) throw this.#sourceFailure.error
    return []
  }

  #over(): boolean {
    return this.#ended && this.#unreadAt >= this.#unread.length && this.#line.held === 0
  }

  #advance(): void {
    this.#fill()
    if (this.#line.ready || this.#workFailure !== undefined || this.#over()) this.#wakeUp()
  }

  #wakeUp(): void {
    const wake = this.#wake
    this.#wake = undefined
    wake?.()
  }

  #fill(): void {
    while (this.#room() > 0) {
      if (this.#unreadAt < this.#unread.length) this.#start(this.#unread[this.#unreadAt++]!)
      else if (this.#ended || this.#reading) return
      else this.#read()
    }
  }

  #room(): number {
    if (this.#workFailure !== undefined || this.#abort.signal.aborted) return 0
    return Math.min(this.#concurrency - this.#line.working, this.#window - this.#line.held)
  }

  #read(): void {
    try {
      const batch = this.#upstream.pull(this.#room())
      if (!(batch instanceof Promise)) return this.#accept(batch)
      this.#reading = true
      batch.then(
        (items) => {
          this.#accept(items)
          this.#advance()
        },
        (error: unknown) => {
          this.#sourceThrew(error)
          this.#advance()
        },
      )
    } catch (error) {
      this.#sourceThrew(error)
    }
  }

  #accept(batch: readonly In[]): void {
    this.#reading = false
    this.#unread = batch
    this.#unreadAt = 0
    this.#ended = batch.length === 0
  }

  #sourceThrew(error: unknown): void {
    this.#accept([])
    this.#sourceFailure = { error }
  }

  #start(item: In): void {
    const place = this.#line.enter()
    try {
      const results = this.#work(item, this.#abort.signal)
      if (!(results instanceof Promise)) return this.#line.finish(place, results)
      results.then(
        (later) => {
          this.#line.finish(place, later)
          this.#advance()
        },
        (error: unknown) => {
          this.#workFailure ??= { error }
          this.#advance()
        },
      )
    } catch (error) {
      this.#workFailure ??= { error }
    }
  }
}
