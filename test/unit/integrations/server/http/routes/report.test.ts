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

test('a report is a file of the scan, when it has ended', async () => {
  const id = await newScan()
  expect((await get(`/report/${id}`)).json()).toMatchObject({ error: { code: 'scan_not_ended' } })
  service.store.end(id, [{}])
  const csv = await get(`/report/${id}?format=csv`)
  expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(csv.headers['content-disposition']).toBe(`attachment; filename="scan-${id}.csv"`)
  expect((await get(`/report/${id}`)).json()).toMatchObject({ hosts: [{ address: '192.0.2.1' }] })
  const page = await get(`/report/${id}?format=html`)
  expect(page.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox allow-scripts/)
})
