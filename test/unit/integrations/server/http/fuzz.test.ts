import { afterAll, beforeAll } from 'vitest'
import { serviceApp, type ServiceApp } from '../../../../support/service-app.ts'
import { serviceFuzz } from '../../../../support/service-fuzz.ts'

let service: ServiceApp
beforeAll(async () => {
  service = await serviceApp({
    limits: { hosts: 64, endpoints: 1e6, scans: 1e6, requests: 1e8, schedules: 1, webhooks: 1 },
  })
})
afterAll(() => service.app.close())

serviceFuzz('a store in memory', () => service, Number(process.env['FUZZ_SCALE'] ?? 1) * 60)
