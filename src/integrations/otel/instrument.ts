import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { version, type ScanChannels } from 'portscan-core'
import { loadApi, type OpenTelemetry } from './load-api.ts'
import { ScanMetrics } from './scan-metrics.ts'
import { ScanSpans } from './scan-spans.ts'
import { ScanTotals } from './scan-totals.ts'

/** Where spans and metrics go. */
export interface InstrumentOptions {
  /** Default: the one that is registered with OpenTelemetry when a scan begins. */
  readonly tracerProvider?: import('@opentelemetry/api').TracerProvider
  /** Default: the one that is registered, now or later. */
  readonly meterProvider?: import('@opentelemetry/api').MeterProvider
}

/** What `instrument()` has set up. */
export interface Telemetry extends Disposable {
  /** Takes everything off again: no spans and no metrics from now on. Spans of scans that go on end here. */
  stop(): void
}

/** What is done with the messages of each channel, in this order. */
type Listeners = { readonly [Name in keyof ScanChannels]: readonly ((message: ScanChannels[Name]) => void)[] }

/**
 * Tells OpenTelemetry of every scan of this process that begins from now on: spans for scans and batches of hosts,
 * metrics for all of them together. To be called once; the SDK may be registered before or after. Throws
 * `ERR_MISSING_PEER` where `@opentelemetry/api` is not installed.
 *
 * @example
 * using telemetry = await instrument()
 */
export async function instrument(options: InstrumentOptions = {}): Promise<Telemetry> {
  const api = await loadApi()
  const totals = new ScanTotals()
  const metrics = new ScanMetrics(api, totals, options.meterProvider)
  const spans = new ScanSpans(api, () =>
    (options.tracerProvider ?? api.trace.getTracerProvider()).getTracer('portscan-core', version),
  )
  const refresh = (): void => metrics.refresh()
  const off = listen(api, {
    'portscan-core:scan:start': [
      (message) => totals.start(message),
      refresh,
      (message) => spans.start(message),
    ],
    'portscan-core:scan:hosts': [refresh, (message) => spans.hosts(message)],
    'portscan-core:scan:error': [(message) => totals.error(message), (message) => spans.error(message)],
    'portscan-core:scan:end': [
      refresh,
      (message) => {
        if (totals.end(message)) metrics.ended(message)
      },
      (message) => spans.end(message),
    ],
  })
  const stop = (): void => {
    off()
    metrics.close()
    spans.close()
  }
  return { stop, [Symbol.dispose]: stop }
}

/** Listens on all channels, until what is given back is called. */
function listen(api: OpenTelemetry, listeners: Listeners): () => void {
  const taken = Object.entries(listeners).map(([name, steps]) => {
    const listener = (message: unknown): void => {
      for (const step of steps) {
        try {
          step(message as never)
        } catch (error) {
          // Thrown here it would end the process: that a span could not be written is no reason to, nor to lose the rest.
          api.diag.error(`portscan-core/otel: ${name}`, error)
        }
      }
    }
    subscribe(name, listener)
    return () => void unsubscribe(name, listener)
  })
  return () => taken.forEach((take) => take())
}
