import { expect, test } from 'vitest'
import { noTelemetry } from '../../../../../src/integrations/server/telemetry/telemetry.ts'

test('where nobody listens, what is told of runs all the same', async () => {
  const { inSpan } = noTelemetry
  await expect(inSpan('a', {}, (span) => Promise.resolve(span.set({ hosts: 1 }) ?? 'done'))).resolves.toBe(
    'done',
  )
  await expect(inSpan('a', {}, () => Promise.reject(new Error('mine')))).rejects.toThrow('mine')
  expect(noTelemetry.traceparent()).toBeUndefined()
  await expect(noTelemetry.metrics()).resolves.toBe('')
})
