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

test('the last two scans, or two of your choice, in either order of time', async () => {
  const counts = { open: { 'syn-ack': 1 } }
  const port = { address: '192.0.2.1', port: 22, transport: 'tcp', state: 'open', reason: 'syn-ack' } as const
  expect((await get('/diff/192.0.2.1')).json()).toMatchObject({ note: 'the host was never scanned' })
  const before = await newScan()
  service.store.end(before, [{ counts: { closed: { 'conn-refused': 1 } } }])
  expect((await get('/diff/192.0.2.1')).json()).toMatchObject({ newly_opened: [], to: { scan_id: before } })
  const after = await newScan()
  service.store.end(after, [{ counts, open_ports: [22], services: [port] }])
  expect((await get('/diff/192.0.2.1')).json()).toMatchObject({
    newly_opened: [22],
    from: { scan_id: before },
  })
  const back = await get(`/diff/192.0.2.1?from=${after}&to=${before}`)
  expect(back.json()).toMatchObject({ newly_opened: [], newly_closed: [22] })
  expect((await get(`/diff/192.0.2.9?from=${after}&to=${before}`)).statusCode).toBe(404)
  expect((await get(`/diff/192.0.2.1?from=${after}`)).statusCode).toBe(400)
})
