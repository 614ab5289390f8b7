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

test('each host once, as its last scan has it', async () => {
  service.store.end(await newScan(), [{ open_ports: [22] }])
  service.store.end(await newScan(), [{ open_ports: [80] }])
  const { items } = (await get('/hosts')).json<{ items: unknown[] }>()
  expect(items).toMatchObject([{ host: '192.0.2.1', open_ports: [80] }])
})
