import { connect, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serviceApp, type ServiceApp } from '../../../../support/service-app.ts'

let service: ServiceApp
beforeAll(async () => {
  service = await serviceApp()
  await service.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => service.app.close())

test.each(['/%', '/results/%E0%A4%A', `/results/${'a'.repeat(2_000)}`])('%s is no path', async (url) => {
  const answer = await service.app.inject(url)
  expect(answer.statusCode).toBe(400)
  expect(answer.json()).toMatchObject({ error: { code: 'bad_path' } })
})

function say(text: string): Promise<string> {
  const { port } = service.app.server.address() as AddressInfo
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(text))
    let heard = ''
    socket.on('data', (bytes: Buffer) => (heard += bytes.toString()))
    socket.on('error', () => undefined)
    socket.once('close', () => resolve(heard))
  })
}

test.each([
  ['SSH-2.0-x\r\n', 400, 'no_http'],
  [`GET / HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431, 'headers_too_large'],
])('%j is answered in the same shape', async (text, status, code) => {
  const heard = await say(text)
  const [head = '', body = ''] = heard.split('\r\n\r\n')
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  expect(head).toContain('x-content-type-options: nosniff')
  expect(JSON.parse(body)).toMatchObject({ error: { code } })
})
