import { AsyncLocalStorage } from 'node:async_hooks'
import { context, metrics, ROOT_CONTEXT, trace, type Context, type ContextManager } from '@opentelemetry/api'
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { onTestFinished } from 'vitest'

/** What came out of a metric: its value (of a histogram the count) by attributes. */
export type Points = Readonly<Record<string, number>>

/** The SDK of OpenTelemetry, which keeps in memory what it is told. */
export function sdk() {
  const spans = new InMemorySpanExporter()
  const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] })
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 })
  const meterProvider = new MeterProvider({ readers: [reader] })
  onTestFinished(async () => {
    await meterProvider.shutdown()
    await tracerProvider.shutdown()
  })

  /** What a collection gives now, by metric. */
  async function collected(): Promise<Readonly<Record<string, Points>>> {
    exporter.reset()
    await meterProvider.forceFlush()
    const found = exporter
      .getMetrics()
      .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics))
    return Object.fromEntries(
      found.map(({ descriptor, dataPoints }) => [
        descriptor.name,
        Object.fromEntries(
          dataPoints.map(({ attributes, value }) => [
            Object.values(attributes).join(' '),
            typeof value === 'number' ? value : value.count,
          ]),
        ),
      ]),
    )
  }
  return { tracerProvider, meterProvider, spans, collected }
}

/** Registers with the API until the test ends, as `sdk.start()` does in an application. */
export function register({ tracerProvider, meterProvider }: Partial<ReturnType<typeof sdk>>): void {
  if (tracerProvider !== undefined) trace.setGlobalTracerProvider(tracerProvider)
  if (meterProvider !== undefined) metrics.setGlobalMeterProvider(meterProvider)
  context.setGlobalContextManager(new StoredContexts())
  onTestFinished(() => {
    trace.disable()
    metrics.disable()
    context.disable()
  })
}

class StoredContexts implements ContextManager {
  readonly #store = new AsyncLocalStorage<Context>()

  active(): Context {
    return this.#store.getStore() ?? ROOT_CONTEXT
  }

  with<A extends unknown[], F extends (...args: A) => ReturnType<F>>(
    active: Context,
    run: F,
    self?: ThisParameterType<F>,
    ...args: A
  ): ReturnType<F> {
    return this.#store.run(active, () => run.apply(self, args))
  }

  bind<T>(_active: Context, target: T): T {
    return target
  }

  enable(): this {
    return this
  }

  disable(): this {
    this.#store.disable()
    return this
  }
}
