import * as api from '@opentelemetry/api'
import { expect, test, vi } from 'vitest'
import { ScanSpans } from '../../../../src/integrations/otel/scan-spans.ts'
import type { WatchedScan } from '../../../../src/model/scan-channels.ts'
import type { ScanStats } from '../../../../src/model/stats.ts'
import { sdk } from '../../../support/telemetry-here.ts'

const stats = {
  sent: 1,
  answered: 1,
  retried: 0,
  states: { 'open|filtered': { 'no-response': 1 } },
  hosts: 1,
  skipped: 0,
  engine: 'node',
}
const scan = {
  id: 'x',
  version: '1',
  options: {},
  stats: stats as unknown as ScanStats,
} satisfies WatchedScan

test('a span that nobody records costs no others', () => {
  const tracer = api.trace.getTracer('nobody')
  const startSpan = vi.spyOn(tracer, 'startSpan')
  const spans = new ScanSpans(api, () => tracer)
  spans.start({ scan })
  spans.hosts({ scan, hosts: 1 })
  spans.end({ scan, outcome: 'complete' })
  expect(startSpan).toHaveBeenCalledTimes(1)
})

test('a batch of hosts begins where the one before ended; names of attributes are plain', () => {
  const { spans: finished, tracerProvider } = sdk()
  const spans = new ScanSpans(api, () => tracerProvider.getTracer('test'))
  spans.start({ scan })
  spans.hosts({ scan, hosts: 1 })
  spans.hosts({ scan, hosts: 0 })
  const [first, second] = finished.getFinishedSpans()
  expect(second!.startTime).toEqual(first!.endTime)
  expect(first!.attributes['portscan.ports.open_filtered']).toBe(1)
  expect(second!.attributes['portscan.ports.open_filtered']).toBe(0)
})

test('what is thrown need not be an error', () => {
  const { spans: finished, tracerProvider } = sdk()
  const spans = new ScanSpans(api, () => tracerProvider.getTracer('test'))
  spans.start({ scan })
  spans.error({ scan, error: 'enough' })
  spans.end({ scan, outcome: 'failed' })
  expect(finished.getFinishedSpans()[0]).toMatchObject({
    status: { code: api.SpanStatusCode.ERROR, message: 'enough' },
    attributes: { 'error.type': '_OTHER' },
  })
})
