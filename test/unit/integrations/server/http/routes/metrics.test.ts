import { expect, test } from 'vitest'
import { noTelemetry } from '../../../../../../src/integrations/server/telemetry/telemetry.ts'
import { serviceApp } from '../../../../../support/service-app.ts'

test('metrics as Prometheus reads them', async () => {
  const telemetry = { ...noTelemetry, metrics: () => Promise.resolve('nmap_scans_total 1\n') }
  const { app, key } = await serviceApp({}, { telemetry })
  const { body, headers } = await app.inject({
    url: '/metrics',
    headers: { authorization: await key(['read']) },
  })
  expect(body).toBe('nmap_scans_total 1\n')
  expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8')
  await app.close()
})
