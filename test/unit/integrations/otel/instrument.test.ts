import { diag, metrics, SpanStatusCode, trace } from '@opentelemetry/api'
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { collect } from '../../../../src/flow/collect.ts'
import {
  instrument,
  type InstrumentOptions,
  type Telemetry,
} from '../../../../src/integrations/otel/index.ts'
import type { ScanStats } from '../../../../src/model/stats.ts'
import { register, sdk } from '../../../support/telemetry-here.ts'
import { channelsHeard } from '../../../support/watched-channels.ts'
import { scanWorld } from '../../scan-world.ts'

const open22 = {
  ports: ({ port }: { port: number }) => (port === 22 ? ('open' as const) : ('closed' as const)),
}

async function instrumented(options: InstrumentOptions = {}): Promise<Telemetry> {
  const telemetry = await instrument(options)
  onTestFinished(() => telemetry.stop())
  return telemetry
}

function byState({ states }: ScanStats): Record<string, number> {
  const sum = (reasons: object): number =>
    (Object.values(reasons) as number[]).reduce((all, count) => all + count, 0)
  return Object.fromEntries(Object.entries(states).map(([state, reasons]) => [state, sum(reasons)]))
}

describe('spans', () => {
  test('a scan is a span below the one that was active, its batches of hosts below it', async () => {
    const { spans, ...providers } = sdk()
    register(providers)
    await instrumented()
    const { scan, clock } = scanWorld(open22)
    const run = scan('192.0.2.0/30', { ports: '20-25' })
    const parent = await trace.getTracer('test').startActiveSpan('audit', async (span) => {
      await clock.runUntilIdle(run.report())
      span.end()
      return span.spanContext()
    })
    const [hosts, whole] = spans.getFinishedSpans()
    expect([hosts!.name, whole!.name]).toEqual(['portscan.hosts', 'portscan.scan'])
    expect(whole!.parentSpanContext?.spanId).toBe(parent.spanId)
    expect(hosts!.parentSpanContext?.spanId).toBe(whole!.spanContext().spanId)
    expect(whole!.instrumentationScope).toMatchObject({ name: 'portscan-core' })
    const counted = {
      'portscan.hosts': 4,
      'portscan.probes': run.stats.sent,
      'portscan.answers': run.stats.answered,
      'portscan.retries': 0,
      'portscan.ports.open': 4,
      'portscan.ports.closed': 20,
    }
    expect(whole!.attributes).toEqual({
      'portscan.scan.id': expect.stringMatching(/^[\da-f-]{36}$/) as unknown,
      'portscan.scan.targets': 4,
      'portscan.scan.total': 24,
      'portscan.scan.outcome': 'complete',
      'portscan.engine': 'node',
      'portscan.skipped': 0,
      ...counted,
    })
    expect(hosts!.attributes).toEqual(counted)
    expect(whole!.status.code).toBe(SpanStatusCode.UNSET)
  })

  test('two scans at once are two spans, each with its own figures', async () => {
    const { spans, tracerProvider } = sdk()
    await instrumented({ tracerProvider })
    const { scan, clock } = scanWorld(open22)
    const runs = [scan('192.0.2.1', { ports: '22' }), scan('192.0.2.0/30', { ports: '1-9' })]
    await clock.runUntilIdle(Promise.all(runs.map((run) => run.report())))
    const whole = spans.getFinishedSpans().filter(({ name }) => name === 'portscan.scan')
    expect(whole.map(({ attributes }) => attributes['portscan.scan.total']).sort()).toEqual([1, 36])
    for (const span of whole) {
      const { stats } = runs.find((run) => run.stats.total === span.attributes['portscan.scan.total'])!
      expect(span.attributes['portscan.probes']).toBe(stats.sent)
      const batches = spans
        .getFinishedSpans()
        .filter(({ parentSpanContext }) => parentSpanContext?.spanId === span.spanContext().spanId)
      expect(batches.map(({ attributes }) => attributes['portscan.hosts'])).toEqual([stats.hosts])
    }
  })

  test('an error is on the span with its code; an abort and a break are none', async () => {
    const { spans, tracerProvider } = sdk()
    await instrumented({ tracerProvider })
    const { scan, clock } = scanWorld(open22)
    const ended = async (run: () => Promise<unknown>): Promise<ReadableSpan> => {
      spans.reset()
      await clock.runUntilIdle(run().catch(() => {}))
      return spans.getFinishedSpans().find(({ name }) => name === 'portscan.scan')!
    }
    const failed = await ended(() => collect(scan('unknown.example', { ports: 22 })))
    expect(failed.attributes).toMatchObject({
      'error.type': 'ERR_RESOLVE',
      'portscan.scan.outcome': 'failed',
    })
    expect(failed.status).toMatchObject({
      code: SpanStatusCode.ERROR,
      message: expect.stringContaining('unknown.example') as unknown,
    })
    expect(failed.events.map(({ name }) => name)).toEqual(['exception'])
    const aborted = await ended(() => collect(scan('192.0.2.1', { signal: AbortSignal.abort() })))
    const left = await ended(async () => {
      for await (const _ of scan('192.0.2.0/28', { ports: '22-30' })) break
    })
    for (const [{ attributes, status, events }, outcome] of [
      [aborted, 'aborted'],
      [left, 'left'],
    ] as const) {
      expect(attributes['portscan.scan.outcome']).toBe(outcome)
      expect(attributes).not.toHaveProperty('error.type')
      expect([status.code, events]).toEqual([SpanStatusCode.UNSET, []])
    }
  })

  test('no attribute names an address', async () => {
    const { spans, tracerProvider } = sdk()
    await instrumented({ tracerProvider })
    const { scan, clock } = scanWorld(open22)
    await clock.runUntilIdle(
      scan('192.0.2.0/30', { ports: 22, exclude: '192.0.2.1', allow: '192.0.2.0/24' }).report(),
    )
    expect(JSON.stringify(spans.getFinishedSpans().map(({ attributes }) => attributes))).not.toContain(
      '192.0.2',
    )
  })
})

describe('metrics', () => {
  test('are the sums of the statistics, also of scans that go on', async () => {
    const { meterProvider, collected } = sdk()
    await instrumented({ meterProvider })
    const { scan, clock } = scanWorld({
      ports: ({ port }) => (port === 22 ? 'open' : port < 22 ? 'filtered' : 'closed'),
    })
    const first = scan('192.0.2.0/30', { ports: '20-25' })
    await clock.runUntilIdle(first.report())
    const second = scan('192.0.2.8/30', { ports: '20-25' })
    const running = second.report()
    await clock.advance(50)
    expect(second.stats.inFlight).toBeGreaterThan(0)
    const during = await collected()
    const sum = (key: 'sent' | 'answered' | 'retried'): number => first.stats[key] + second.stats[key]
    expect(during).toMatchObject({
      'portscan.scans': { '': 2 },
      'portscan.scan.duration': { complete: 1 },
      'portscan.probes': { '': sum('sent') },
      'portscan.answers': { '': sum('answered') },
      'portscan.retries': { '': sum('retried') },
      'portscan.in_flight': { '': second.stats.inFlight },
    })
    await clock.runUntilIdle(running)
    const [one, other] = [byState(first.stats), byState(second.stats)]
    expect(await collected()).toEqual({
      'portscan.scans': { '': 2 },
      'portscan.scan.duration': { complete: 2 },
      'portscan.probes': { '': sum('sent') },
      'portscan.answers': { '': sum('answered') },
      'portscan.retries': { '': sum('retried') },
      'portscan.ports': Object.fromEntries(
        Object.keys(one).map((state) => [state, one[state]! + other[state]!]),
      ),
      'portscan.in_flight': { '': 0 },
    })
  })

  test('an SDK that is registered later sees all that was counted since', async () => {
    await instrumented()
    const { scan, clock } = scanWorld(open22)
    await clock.runUntilIdle(scan('192.0.2.1', { ports: '22-31' }).report())
    const late = sdk()
    register(late)
    await clock.runUntilIdle(scan('192.0.2.2', { ports: '22-31' }).report())
    expect(await late.collected()).toMatchObject({
      'portscan.scans': { '': 2 },
      'portscan.ports': { open: 2, closed: 18 },
      'portscan.scan.duration': { complete: 1 },
    })
    expect(late.spans.getFinishedSpans().map(({ name }) => name)).toEqual(['portscan.hosts', 'portscan.scan'])
  })

  test('failures by code', async () => {
    const { meterProvider, collected } = sdk()
    await instrumented({ meterProvider })
    const { scan, clock } = scanWorld(open22)
    for (let time = 0; time < 2; time++) {
      await clock.runUntilIdle(collect(scan('unknown.example', { ports: 22 })).catch(() => {}))
    }
    await collect(scan('192.0.2.1', { signal: AbortSignal.abort() })).catch(() => {})
    expect(await collected()).toMatchObject({
      'portscan.scans': { '': 3 },
      'portscan.scan.failures': { ERR_RESOLVE: 2 },
      'portscan.scan.duration': { failed: 2, aborted: 1 },
    })
  })
})

describe('stopping', () => {
  test('leaves no subscriber, no metric, and no span open', async () => {
    const { spans, tracerProvider, meterProvider, collected } = sdk()
    const telemetry = await instrument({ tracerProvider, meterProvider })
    expect(channelsHeard()).toHaveLength(4)
    const { scan, clock } = scanWorld(open22)
    const run = scan('192.0.2.0/30', { ports: '20-25' })
    const iterator = run[Symbol.asyncIterator]()
    await clock.runUntilIdle(iterator.next())
    telemetry[Symbol.dispose]()
    telemetry.stop()
    expect(channelsHeard()).toEqual([])
    const [whole] = spans.getFinishedSpans().filter(({ name }) => name === 'portscan.scan')
    expect(whole!.attributes).not.toHaveProperty('portscan.scan.outcome')
    spans.reset()
    await clock.runUntilIdle(collect({ [Symbol.asyncIterator]: () => iterator }))
    await clock.runUntilIdle(scan('192.0.2.0/30', { ports: 22 }).report())
    expect(spans.getFinishedSpans()).toEqual([])
    expect(await collected()).toEqual({})
  })

  test('of two, each with an SDK of its own, leaves the other one whole', async () => {
    const [one, other] = [sdk(), sdk()]
    const first = await instrumented(one)
    await instrumented(other)
    const { scan, clock } = scanWorld(open22)
    const run = async (): Promise<void> => {
      await clock.runUntilIdle(scan('192.0.2.1', { ports: '22' }).report())
    }
    await run()
    first.stop()
    await run()
    expect([one, other].map(({ spans }) => spans.getFinishedSpans().length)).toEqual([2, 4])
    expect(await one.collected()).not.toHaveProperty('portscan.scans')
    expect(await other.collected()).toMatchObject({
      'portscan.scans': { '': 2 },
      'portscan.scan.duration': { complete: 2 },
    })
  })

  test('a scan that began before is not told of', async () => {
    const { spans, tracerProvider, meterProvider, collected } = sdk()
    const { scan, clock } = scanWorld(open22)
    const other = await instrumented()
    const iterator = scan('192.0.2.0/30', { ports: '20-25' })[Symbol.asyncIterator]()
    await clock.runUntilIdle(iterator.next())
    await instrumented({ tracerProvider, meterProvider })
    await clock.runUntilIdle(collect({ [Symbol.asyncIterator]: () => iterator }))
    other.stop()
    expect(spans.getFinishedSpans()).toEqual([])
    expect(await collected()).toMatchObject({ 'portscan.scans': { '': 0 }, 'portscan.probes': { '': 0 } })
  })
})

test('where no SDK is, nothing happens, and nothing breaks', async () => {
  await instrumented()
  const { scan, clock } = scanWorld(open22)
  expect((await clock.runUntilIdle(scan('192.0.2.1', { ports: 22 }).report())).stats.done).toBe(1)
})

test('a provider that throws does not touch the scan: it is told to the diagnostics of OpenTelemetry', async () => {
  const said = vi.fn()
  diag.setLogger({ error: said, warn() {}, info() {}, debug() {}, verbose() {} })
  onTestFinished(() => diag.disable())
  const broken = {
    getTracer(): never {
      throw new Error('no tracer')
    },
  }
  const { meterProvider, collected } = sdk()
  await instrumented({ tracerProvider: broken, meterProvider })
  const { scan, clock } = scanWorld(open22)
  const report = await clock.runUntilIdle(scan('192.0.2.1', { ports: 22 }).report())
  expect(report.stats.done).toBe(1)
  expect(await collected()).toMatchObject({
    'portscan.scans': { '': 1 },
    'portscan.scan.duration': { complete: 1 },
  })
  expect(said).toHaveBeenCalledWith(
    'portscan-core/otel: portscan-core:scan:start',
    expect.objectContaining({ message: 'no tracer' }),
  )
})

test('metrics that throw do not touch the spans', async () => {
  const said = vi.fn()
  diag.setLogger({ error: said, warn() {}, info() {}, debug() {}, verbose() {} })
  const { spans, tracerProvider } = sdk()
  await instrumented({ tracerProvider })
  const getMeter = (): never => {
    throw new Error('no meter')
  }
  metrics.setGlobalMeterProvider({ getMeter })
  onTestFinished(() => {
    metrics.disable()
    diag.disable()
  })
  const { scan, clock } = scanWorld(open22)
  await clock.runUntilIdle(scan('192.0.2.1', { ports: 22 }).report())
  expect(said).toHaveBeenCalledWith(
    'portscan-core/otel: portscan-core:scan:start',
    expect.objectContaining({ message: 'no meter' }),
  )
  expect(spans.getFinishedSpans().map(({ name }) => name)).toEqual(['portscan.hosts', 'portscan.scan'])
})
