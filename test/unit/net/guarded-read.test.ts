import { createServer, type AddressInfo, type Server } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import { tcpConnector } from '../../../src/net/tcp-connector.ts'

let server: Server
let endpoint: Endpoint

beforeAll(async () => {
  server = createServer((socket) => socket.on('error', () => {}).write('hello'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  endpoint = { address: '127.0.0.1', family: 4, port, transport: 'tcp' }
})

afterAll(() => void server.close())

test('what an enough throws rejects the read, and the connection can be read on', async () => {
  const connection = await tcpConnector()(endpoint, { timeout: 5000 })
  const enough = (): never => {
    throw new Error('bug')
  }
  await expect(connection.read({ timeout: 5000, enough })).rejects.toThrow('bug')
  expect((await connection.read({ timeout: 20 })).end).toBe('silence')
  connection.close()
})

test('an enough that holds is asked with all that has come', async () => {
  const connection = await tcpConnector()(endpoint, { timeout: 5000 })
  const { bytes, end } = await connection.read({ timeout: 5000, enough: (read) => read.length >= 5 })
  expect([Buffer.from(bytes).toString(), end]).toEqual(['hello', 'data'])
  connection.close()
})
