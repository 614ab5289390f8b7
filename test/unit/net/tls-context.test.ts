import { expect, test } from 'vitest'
import { startTls } from '../../../src/net/start-tls.ts'
import { tcpConnector } from '../../../src/net/tcp-connector.ts'
import { scannerContext } from '../../../src/net/tls-context.ts'
import { tlsServer } from '../../support/tls-server.ts'

test('is made once', () => {
  expect(scannerContext()).toBe(scannerContext())
})

test('handshakes that share it know nothing of each other: versions, names and protocols are their own', async () => {
  const asked: unknown[] = []
  const options = {
    ALPNProtocols: ['h2', 'http/1.1'],
    SNICallback: (name: string, done: (error: null) => void) => {
      asked.push(name)
      done(null)
    },
  }
  await using old = await tlsServer(() => {}, { ...options, maxVersion: 'TLSv1.1', minVersion: 'TLSv1' })
  await using current = await tlsServer(() => {}, options)
  const sessions = await Promise.all(
    Array.from({ length: 20 }, async (_, at) => {
      const { port } = at % 2 === 0 ? old : current
      const raw = await tcpConnector()({ address: '127.0.0.1', family: 4, port, transport: 'tcp' }, {})
      const alpn = at % 4 < 2 ? ['h2'] : ['http/1.1']
      const connection = await startTls(raw, { timeout: 5_000, alpn, serverName: `n${at}.example` })
      connection.close()
      return [connection.tls.version, connection.tls.alpn]
    }),
  )
  expect(sessions).toEqual(
    sessions.map((_, at) => [at % 2 === 0 ? 'TLSv1.1' : 'TLSv1.3', at % 4 < 2 ? 'h2' : 'http/1.1']),
  )
  expect(asked.sort()).toEqual(Array.from({ length: 20 }, (_, at) => `n${at}.example`).sort())
})
