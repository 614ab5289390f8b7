import { afterAll, beforeAll, expect, test } from 'vitest'
import { serviceApp, type ServiceApp } from '../../../../support/service-app.ts'

let service: ServiceApp
let admin: string

beforeAll(async () => {
  service = await serviceApp()
  admin = await service.key(['admin'])
})

afterAll(() => service.app.close())

test('a scan is asked for, followed, and its result found', async () => {
  const headers = { authorization: admin }
  const payload = { hosts: ['192.0.2.1'], ports: [22, 80] }
  const asked = await service.app.inject({ method: 'POST', url: '/scan', headers, payload })
  expect(asked.statusCode).toBe(202)
  const { scan_id: id } = asked.json<{ scan_id: string }>()
  expect(asked.headers['location']).toBe(`/scan/status/${id}`)
  expect(service.jobs).toMatchObject([{ scanId: id, index: 0 }])
  const status = await service.app.inject({ url: `/scan/status/${id}`, headers })
  expect(status.json()).toMatchObject([{ host: '192.0.2.1', status: 'pending' }])
  service.store.end(id, [{ open_ports: [22], counts: { open: { 'syn-ack': 1 } } }])
  const results = await service.app.inject({ url: '/results/192.0.2.1', headers })
  expect(results.json()).toMatchObject([{ scan_id: id, host: '192.0.2.1', open_ports: [22] }])
})

test('what every answer says to browsers', async () => {
  const { headers } = await service.app.inject({ url: '/health/live' })
  expect(headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none';frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  })
  expect(headers).not.toHaveProperty('access-control-allow-origin')
  expect(headers).not.toHaveProperty('x-powered-by')
})

test('routes of others are added with the same rules', async () => {
  const more = await serviceApp(
    {},
    {
      routes: [
        (app) => app.get('/mine', { config: { scope: 'open' } }, () => Promise.resolve({ mine: true })),
      ],
    },
  )
  expect((await more.app.inject({ url: '/mine' })).json()).toEqual({ mine: true })
  expect((await more.app.inject({ method: 'PUT', url: '/mine' })).statusCode).toBe(405)
  await more.app.close()
  await expect(
    serviceApp({}, { routes: [(app) => app.get('/bare', () => Promise.resolve({}))] }),
  ).rejects.toThrow('the route GET /bare has no scope')
})
