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

test('the newest come first, as many as wanted, and the rest behind a link', async () => {
  for (let at = 0; at < 12; at++) service.store.end(await newScan(), [{ open_ports: [at] }])
  const usual = await get('/results/192.0.2.1')
  const ports = usual.json<{ open_ports: number[] }[]>().map(({ open_ports: [port] }) => port)
  expect(ports).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2])
  const [, next] = /^<(.+)>; rel="next"$/.exec(String(usual.headers['link'])) ?? []
  const rest = await get(next!)
  expect(rest.json<{ open_ports: number[] }[]>().map(({ open_ports: [port] }) => port)).toEqual([1, 0])
  expect(rest.headers).not.toHaveProperty('link')
})

test('of one scan alone, and 404 where there is none', async () => {
  const id = await newScan()
  expect((await get(`/results/192.0.2.1?scan_id=${id}`)).statusCode).toBe(404)
  service.store.end(id, [{}])
  expect((await get(`/results/192.0.2.1?scan_id=${id}`)).json()).toMatchObject([{ scan_id: id }])
  expect((await get('/results/192.0.2.200')).statusCode).toBe(404)
})
