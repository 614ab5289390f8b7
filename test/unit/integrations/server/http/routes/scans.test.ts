import { afterAll, beforeAll, expect, test } from 'vitest'
import { serviceApp, type ServiceApp } from '../../../../../support/service-app.ts'

let service: ServiceApp
let authorization: string
beforeAll(async () => {
  service = await serviceApp()
  authorization = await service.key(['admin'])
})
afterAll(() => service.app.close())

const get = (url: string) => service.app.inject({ url, headers: { authorization } })

async function newScan(hosts = ['192.0.2.1']): Promise<string> {
  const payload = { hosts, ports: '22' }
  const answer = await service.app.inject({
    method: 'POST',
    url: '/scan',
    headers: { authorization },
    payload,
  })
  return answer.json<{ scan_id: string }>().scan_id
}

test('a scan is listed, followed and cancelled, once or twice, and not when it has ended', async () => {
  const id = await newScan(['192.0.2.1', '192.0.2.2'])
  expect((await get('/scans')).json()).toMatchObject({ items: [{ scan_id: id, status: 'pending' }] })
  expect((await get('/scans')).body).not.toContain('tenant')
  expect((await get(`/scan/status/${id}`)).json()).toMatchObject([
    { host: '192.0.2.1' },
    { host: '192.0.2.2' },
  ])
  const cancel = () =>
    service.app.inject({ method: 'DELETE', url: `/scan/${id}`, headers: { authorization } })
  expect((await cancel()).json()).toEqual({ scan_id: id, status: 'cancelled' })
  expect((await cancel()).statusCode).toBe(200)
  service.store.end(id)
  expect((await cancel()).json()).toMatchObject({ error: { code: 'scan_ended' } })
})

test('a list goes on where its link leads', async () => {
  for (let at = 0; at < 3; at++) await newScan()
  const first = await get('/scans?limit=2')
  const { items, cursor } = first.json<{ items: unknown[]; cursor: string }>()
  expect(items).toHaveLength(2)
  expect(first.headers['link']).toBe(`</scans?limit=2&cursor=${cursor}>; rel="next"`)
})
