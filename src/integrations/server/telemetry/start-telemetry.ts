import { version } from 'portscan-core'
import { loadPeer } from '../peer.ts'
import { serviceMeters } from './service-meters.ts'
import { serviceSpans } from './service-spans.ts'
import type { ServiceTelemetry } from './telemetry.ts'

type MeterProvider = import('@opentelemetry/api').MeterProvider
type MetricReader = import('@opentelemetry/sdk-metrics').IMetricReader

export interface StartTelemetryOptions {
  /** What is sent elsewhere, as OTEL_* says; the SDK reads the rest of it from the environment. */
  readonly otlp: { readonly traces: boolean; readonly metrics: boolean }
}

/** What the edge gives the service. */
export interface StartedTelemetry extends ServiceTelemetry {
  /** For what counts by itself, as `instrument()` of `portscan-core/otel` does. */
  readonly meterProvider: MeterProvider
}

/**
 * The OpenTelemetry SDK, for the edge of a process of its own: metrics are always there to be fetched, and sent where
 * OTEL_* says so, as spans are. Nothing listens: the API answers at `/metrics`.
 */
export async function startTelemetry({ otlp }: StartTelemetryOptions): Promise<StartedTelemetry> {
  const api = await loadPeer('@opentelemetry/api', () => import('@opentelemetry/api'))
  const stopSpans = otlp.traces ? await startSpans() : () => Promise.resolve()
  const { MeterProvider } = await loadPeer(
    '@opentelemetry/sdk-metrics',
    () => import('@opentelemetry/sdk-metrics'),
  )
  const { PrometheusExporter, PrometheusSerializer } = await loadPeer(
    '@opentelemetry/exporter-prometheus',
    () => import('@opentelemetry/exporter-prometheus'),
  )
  const fetched = new PrometheusExporter({ preventServerStart: true })
  const serializer = new PrometheusSerializer(undefined, false, undefined, true, true)
  const readers: MetricReader[] = [fetched, ...(otlp.metrics ? [await sentReader()] : [])]
  const provider = new MeterProvider({ readers })
  return {
    ...serviceMeters(provider.getMeter('portscan-core/server', version)),
    ...serviceSpans(api, api.trace.getTracer('portscan-core/server', version)),
    meterProvider: provider,
    async metrics() {
      const { resourceMetrics } = await fetched.collect()
      return serializer.serialize(resourceMetrics)
    },
    async close() {
      // A collector that is away is no reason not to end.
      await Promise.allSettled([provider.shutdown(), stopSpans()])
    },
  }
}

/** Only who sends spans pays for the whole SDK: a quarter of a second, 70 MB. */
async function startSpans(): Promise<() => Promise<void>> {
  const { NodeSDK } = await loadPeer('@opentelemetry/sdk-node', () => import('@opentelemetry/sdk-node'))
  const named = (process.env['OTEL_SERVICE_NAME'] ?? '') !== ''
  const sdk = new NodeSDK({
    ...(!named && { serviceName: 'portscan' }),
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: [],
  })
  sdk.start()
  return () => sdk.shutdown()
}

async function sentReader(): Promise<MetricReader> {
  const { PeriodicExportingMetricReader } = await import('@opentelemetry/sdk-metrics')
  const { OTLPMetricExporter } = await loadPeer(
    '@opentelemetry/exporter-metrics-otlp-http',
    () => import('@opentelemetry/exporter-metrics-otlp-http'),
  )
  const interval = Number(process.env['OTEL_METRIC_EXPORT_INTERVAL'])
  const exporter = new OTLPMetricExporter()
  return new PeriodicExportingMetricReader({
    exporter,
    ...(interval >= 100 && {
      exportIntervalMillis: interval,
      exportTimeoutMillis: Math.min(interval, 30_000),
    }),
  })
}
