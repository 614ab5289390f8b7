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

test('a scan that has ended is told and closed; one whose events were all told has no more', async () => {
  const id = await newScan()
  service.store.say(id, 'port', { port: 22 })
  service.store.end(id)
  const all = await get(`/scan/${id}/events`)
  expect(all.body).toMatch(
    /^retry: 1000\n\nid: 1\nevent: port\ndata: \{.*"port":22\}\n\nevent: end\ndata: \{"status":"done"\}\n\n$/,
  )
  const headers = { authorization, 'last-event-id': '1' }
  expect((await service.app.inject({ url: `/scan/${id}/events`, headers })).statusCode).toBe(204)
  expect((await get(`/scan/${id.replace(/.$/, 'x')}/events`)).statusCode).toBe(400)
})
