import type { Clock } from './model/clock.ts'
import type { Engine, ScanStats } from './model/stats.ts'
import type { ProbeCounts } from './probe/probe-counts.ts'

/** Milliseconds over which the present rate is measured. */
const RATE_SPAN = 3_000

/** What is known of a scan's size: endpoints in blocks so far, and in all as soon as that is certain. */
export interface ScanSize {
  blocked: number
  total: number | undefined
}

/** Reads the counters of a running scan. A snapshot is cheap, and no timer runs for it. */
export class StatsReader {
  engine: Engine = 'node'
  readonly #counts: ProbeCounts
  readonly #size: ScanSize
  readonly #clock: Clock
  #started: number | undefined
  #finished: number | undefined
  /** Earlier readings, newest last: the rate is what came since the one a few seconds back. */
  readonly #readings: { readonly at: number; readonly sent: number }[] = []

  constructor(counts: ProbeCounts, size: ScanSize, clock: Clock) {
    this.#counts = counts
    this.#size = size
    this.#clock = clock
  }

  start(): void {
    if (this.#started !== undefined) return
    this.#started = this.#clock.now()
    this.#readings.push({ at: this.#started, sent: this.#counts.sent })
  }

  finish(): void {
    this.#finished ??= this.#clock.now()
  }

  read(skipped: number): ScanStats {
    const { sent, answered, retried, states, done, unprobed, hosts, inFlight, rtt } = this.#counts
    const now = this.#finished ?? this.#clock.now()
    const elapsed = this.#started === undefined ? 0 : now - this.#started
    const total = this.#size.total
    const fraction =
      total === undefined ? undefined : total === 0 ? 1 : Math.min(1, (done + unprobed) / total)
    const eta = fraction === undefined || fraction === 0 ? undefined : (elapsed / fraction) * (1 - fraction)
    const [p50, p90] = [rtt.quantile(0.5), rtt.quantile(0.9)]
    return {
      engine: this.engine,
      sent,
      answered,
      retried,
      states: structuredClone(states),
      done,
      unprobed,
      skipped,
      hosts,
      inFlight,
      rate: this.#rate(now, elapsed),
      ...(total !== undefined && { total }),
      ...(fraction !== undefined && { fraction }),
      ...(eta !== undefined && { eta }),
      elapsed,
      rtt: { ...(p50 !== undefined && { p50 }), ...(p90 !== undefined && { p90 }) },
    }
  }

  #rate(now: number, elapsed: number): number {
    const { sent } = this.#counts
    if (this.#finished !== undefined) return elapsed > 0 ? (sent * 1_000) / elapsed : 0
    while (this.#readings.length > 1 && now - this.#readings[1]!.at >= RATE_SPAN) this.#readings.shift()
    const [base, last] = [this.#readings[0], this.#readings.at(-1)]
    if (base === undefined || last === undefined) return 0
    if (now - last.at >= RATE_SPAN / 10) this.#readings.push({ at: now, sent })
    return now > base.at ? ((sent - base.sent) * 1_000) / (now - base.at) : 0
  }
}
