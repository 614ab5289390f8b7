import { version, type ScanEndMessage } from 'portscan-core'
import type { OpenTelemetry } from './load-api.ts'
import type { ScanTotals } from './scan-totals.ts'

type MeterProvider = import('@opentelemetry/api').MeterProvider
type Meter = import('@opentelemetry/api').Meter
type Reading = import('@opentelemetry/api').BatchObservableResult

/** Seconds: from one host to a network that takes a night. */
const DURATIONS = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3_600, 14_400, 43_200]

/** The instruments of one meter. */
interface Instruments {
  ended(outcome: string, seconds: number): void
  close(): void
}

/**
 * Metrics of all scans, read from the totals when somebody collects them. Instruments that are made before an SDK is
 * registered stay dead for ever, so they are made anew when there is another provider than before.
 */
export class ScanMetrics {
  readonly #totals: ScanTotals
  readonly #provider: () => MeterProvider
  #known: MeterProvider | undefined
  #instruments: Instruments | undefined

  constructor(api: OpenTelemetry, totals: ScanTotals, provider: MeterProvider | undefined) {
    this.#totals = totals
    this.#provider = () => provider ?? api.metrics.getMeterProvider()
    this.refresh()
  }

  /** To be called now and then: cheap where the provider is the same. */
  refresh(): void {
    const provider = this.#provider()
    if (provider === this.#known) return
    this.#instruments?.close()
    this.#known = provider
    this.#instruments = instrumentsOf(provider.getMeter('portscan-core', version), this.#totals)
  }

  ended({ scan, outcome }: ScanEndMessage): void {
    this.#instruments?.ended(outcome, scan.stats.elapsed / 1_000)
  }

  close(): void {
    this.#instruments?.close()
    this.#instruments = undefined
  }
}

function instrumentsOf(meter: Meter, totals: ScanTotals): Instruments {
  const counter = (name: string, unit: string, description: string) =>
    meter.createObservableCounter(name, { unit, description })
  const scans = counter('portscan.scans', '{scan}', 'Scans that have begun')
  const failures = counter('portscan.scan.failures', '{scan}', 'Scans that ended by an error')
  const probes = counter('portscan.probes', '{probe}', 'Tries that were sent')
  const answers = counter('portscan.answers', '{probe}', 'Tries that were answered')
  const retries = counter('portscan.retries', '{probe}', 'Tries after the first of their port')
  const ports = counter('portscan.ports', '{port}', 'Ports whose state became known')
  const inFlight = meter.createObservableUpDownCounter('portscan.in_flight', {
    unit: '{probe}',
    description: 'Tries that wait for their answer',
  })
  const duration = meter.createHistogram('portscan.scan.duration', {
    unit: 's',
    description: 'From the first result that was asked for to the end',
    advice: { explicitBucketBoundaries: DURATIONS },
  })
  // All at once, so that the figures of one collection belong together.
  const all = [scans, failures, probes, answers, retries, ports, inFlight]
  const read = (reading: Reading): void => {
    const now = totals.read()
    reading.observe(scans, totals.scans)
    for (const [type, count] of totals.failures) reading.observe(failures, count, { 'error.type': type })
    reading.observe(probes, now.sent)
    reading.observe(answers, now.answered)
    reading.observe(retries, now.retried)
    for (const [state, count] of Object.entries(now.ports)) {
      reading.observe(ports, count, { 'portscan.port.state': state })
    }
    reading.observe(inFlight, now.inFlight)
  }
  meter.addBatchObservableCallback(read, all)
  return {
    ended: (outcome, seconds) => duration.record(seconds, { 'portscan.scan.outcome': outcome }),
    close: () => meter.removeBatchObservableCallback(read, all),
  }
}
