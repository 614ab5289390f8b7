import { describe, expect, test } from 'vitest'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import { tlsConnector } from '../../../src/net/tls-connector.ts'
import { abortListeners } from '../../support/open-handles.ts'
import { silent } from '../../support/peer-script.ts'
import { scriptedServer } from '../../support/scripted-server.ts'
import { tlsServer } from '../../support/tls-server.ts'

const at = (port: number, name?: string): Endpoint => ({
  address: '127.0.0.1',
  family: 4,
  port,
  transport: 'tcp',
  ...(name !== undefined && { name }),
})

describe('tlsConnector', () => {
  test('dials and goes over to TLS, asking for the name of the endpoint', async () => {
    const asked: string[] = []
    await using server = await tlsServer((socket) => socket.write('hi'), {
      ALPNProtocols: ['x', 'y'],
      SNICallback: (name, done) => {
        asked.push(name)
        done(null)
      },
    })
    const connection = await tlsConnector({ alpn: ['y'] })(at(server.port, 'www.example'), { timeout: 5_000 })
    expect(connection.tls).toMatchObject({ version: 'TLSv1.3', alpn: 'y' })
    expect(Buffer.from((await connection.read({ timeout: 5_000 })).bytes).toString()).toBe('hi')
    connection.close()
    const other = await tlsConnector({ serverName: 'other.example' })(at(server.port, 'www.example'), {})
    other.close()
    expect(asked).toEqual(['www.example', 'other.example'])
  })

  test('rejects as the dial does, and as the handshake does', async () => {
    const server = await scriptedServer(silent)
    await expect(tlsConnector()(at(server.port), { timeout: 50 })).rejects.toMatchObject({
      code: 'ETIMEDOUT',
      session: { error: 'ETIMEDOUT' },
    })
    await server.close()
    await expect(tlsConnector()(at(server.port), { timeout: 5_000 })).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    })
  })

  test('ends by the signal before, and by it or the hook during the handshake', async () => {
    await using server = await scriptedServer(silent)
    const ending = new AbortController()
    const byAbort = tlsConnector()(at(server.port), { signal: ending.signal })
    setTimeout(() => ending.abort(), 30)
    await expect(byAbort).rejects.toMatchObject({ code: 'ECANCELED' })
    await expect(tlsConnector()(at(server.port), { signal: ending.signal })).rejects.toMatchObject({
      code: 'ECANCELED',
    })
    expect(abortListeners(ending.signal)).toBe(0)
    let cancel = (): void => {}
    const byHook = tlsConnector()(at(server.port), { onCancel: (end) => (cancel = end) })
    setTimeout(() => cancel(), 30)
    await expect(byHook).rejects.toMatchObject({ code: 'ECANCELED' })
    await server.quiet()
  })
})
