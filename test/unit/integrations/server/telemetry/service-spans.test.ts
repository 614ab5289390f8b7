import * as api from '@opentelemetry/api'
import { expect, test } from 'vitest'
import { serviceSpans } from '../../../../../src/integrations/server/telemetry/service-spans.ts'
import { register, sdk } from '../../../../support/telemetry-here.ts'

function started() {
  const here = sdk()
  register(here)
  return {
    spans: serviceSpans(api, here.tracerProvider.getTracer('test')),
    finished: () => here.spans.getFinishedSpans(),
  }
}

test('one trace from what asks to what is done elsewhere', async () => {
  const { spans, finished } = started()
  let handedOn: string | undefined
  await spans.inSpan('POST /scan', { kind: 'server', facts: { hosts: 2 } }, () =>
    spans.inSpan('enqueue', { kind: 'producer' }, () => Promise.resolve((handedOn = spans.traceparent()))),
  )
  // In another process nothing is under way.
  await spans.inSpan(
    'claim',
    { kind: 'consumer', parent: handedOn, links: [handedOn!, 'nonsense'] },
    (span) => Promise.resolve(span.set({ attempt: 1 })),
  )
  const [enqueue, request, claim] = finished()
  expect(finished().map(({ name }) => name)).toEqual(['enqueue', 'POST /scan', 'claim'])
  expect(enqueue!.parentSpanContext?.spanId).toBe(request!.spanContext().spanId)
  expect(claim!.parentSpanContext?.spanId).toBe(enqueue!.spanContext().spanId)
  expect(new Set(finished().map((span) => span.spanContext().traceId)).size).toBe(1)
  expect(claim!.links).toHaveLength(1)
  expect(claim!.attributes).toEqual({ attempt: 1 })
  expect(request!.attributes).toEqual({ hosts: 2 })
})

test('what fails is noted by its code, not by its text, and thrown on', async () => {
  const { spans, finished } = started()
  const error = Object.assign(new Error('connect ECONNREFUSED postgres://canary'), { code: 'ECONNREFUSED' })
  await expect(spans.inSpan('insert', {}, () => Promise.reject(error))).rejects.toBe(error)
  const [span] = finished()
  expect(span!.status).toEqual({ code: api.SpanStatusCode.ERROR, message: 'ECONNREFUSED' })
  expect(JSON.stringify([span!.attributes, span!.events, span!.status])).not.toContain('canary')
})

test('where nothing is under way there is nothing to hand on', () => {
  expect(started().spans.traceparent()).toBeUndefined()
})
