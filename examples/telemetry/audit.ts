// See each scan as a span, and all of them as metrics: here kept in memory, and printed at the end.
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { scan } from 'portscan-core'
import { instrument } from 'portscan-core/otel'

const [host = '127.0.0.1', ports = 'top-100'] = process.argv.slice(2)

// In an application: exporters that send them to a collector.
const spans = new InMemorySpanExporter()
const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] })
const metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
const meterProvider = new MeterProvider({
  readers: [new PeriodicExportingMetricReader({ exporter: metrics })],
})

const telemetry = await instrument({ tracerProvider, meterProvider })
for await (const { address, port } of scan(host, { ports })) console.log(`${address} ${port}`)
await meterProvider.forceFlush()
telemetry.stop()

for (const { name, attributes } of spans.getFinishedSpans()) {
  console.log(name, attributes['portscan.scan.outcome'] ?? '', attributes['portscan.probes'])
}
for (const { scopeMetrics } of metrics.getMetrics()) {
  for (const { descriptor } of scopeMetrics.flatMap((scope) => scope.metrics)) console.log(descriptor.name)
}
