import { expect, test } from 'vitest'
import {
  collectorUrls,
  otlpOf,
  ownPlaces,
} from '../../../../../src/integrations/server/settings/own-places.ts'

test('places by their URLs, with the port of the protocol where none is said', () => {
  expect(
    ownPlaces({
      database: 'postgres://u:p@[::1]/d',
      none: undefined,
      socket: 'postgres:///d',
      web: 'https://a:1',
    }),
  ).toEqual([
    { name: 'database', host: '::1', port: 5432 },
    { name: 'web', host: 'a', port: 1 },
  ])
})

test('collectors of each signal', () => {
  expect(collectorUrls({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://t' })['traces collector']).toBe(
    'http://t',
  )
})

test.each([
  [{}, false, false],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318' }, true, true],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://c:4318' }, true, false],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318', OTEL_METRICS_EXPORTER: 'none' }, true, false],
  [{ OTEL_TRACES_EXPORTER: 'console' }, true, false],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318', OTEL_SDK_DISABLED: 'true' }, false, false],
])('%j', (environment, traces, metrics) => {
  expect(otlpOf(environment)).toEqual({ traces, metrics })
})
