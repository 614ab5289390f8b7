import { expect, test } from 'vitest'
import { tcpConnector } from '../../../src/net/tcp-connector.ts'
import { answers, greets } from '../../../src/testing/peer-script.ts'
import { closedPort, scriptedServer } from '../../../src/testing/scripted-server.ts'

const at = (port: number) => ({ address: '127.0.0.1', family: 4, port, transport: 'tcp' }) as const

test('a real server does what the script says, and counts what comes', async () => {
  await using server = await scriptedServer(
    greets(
      '220 ready\r\n',
      answers((heard) => heard),
    ),
  )
  const connection = await tcpConnector()(at(server.port), { timeout: 5_000 })
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString()
  expect(text((await connection.read({ timeout: 5_000 })).bytes)).toBe('220 ready\r\n')
  connection.write(Buffer.from('echo'))
  expect(text((await connection.read({ timeout: 5_000 })).bytes)).toBe('echo')
  expect([server.accepted, server.open, server.heard.toString()]).toEqual([1, 1, 'echo'])
  connection.close()
  await server.quiet()
  expect(server.open).toBe(0)
})

test('what is still open is said, and closing resets it', async () => {
  const server = await scriptedServer()
  const connection = await tcpConnector()(at(server.port), { timeout: 5_000 })
  await expect(server.quiet(20)).rejects.toThrow('1 connections are still open')
  await server.close()
  expect((await connection.read({ timeout: 5_000 })).end).toBe('reset')
  await server.close()
})

test('nobody listens on a closed port, and no server is given it by chance', async () => {
  const port = await closedPort()
  expect(port).toBeLessThan(32_768)
  await expect(tcpConnector()(at(port), { timeout: 5_000 })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})
