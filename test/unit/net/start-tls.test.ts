import { readFileSync } from 'node:fs'
import { createServer, type TlsOptions } from 'node:tls'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import { startTls, type TlsFailure } from '../../../src/net/start-tls.ts'
import { tcpConnector } from '../../../src/net/tcp-connector.ts'
import { tlsConnector } from '../../../src/net/tls-connector.ts'
import { backTo, openHandles } from '../../support/open-handles.ts'
import {
  answers,
  closes,
  drips,
  floods,
  greets,
  silent,
  type Peer,
  type PeerScript,
} from '../../support/peer-script.ts'
import { scriptedServer } from '../../support/scripted-server.ts'

const fixture = (name: string): Buffer => readFileSync(new URL(`../../fixtures/tls/${name}`, import.meta.url))
const cleanups: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

const dial = tcpConnector()
const at = (port: number, name?: string): Endpoint => ({
  address: '127.0.0.1',
  family: 4,
  port,
  transport: 'tcp',
  ...(name !== undefined && { name }),
})

async function tlsServer(options: TlsOptions = {}, greeting = 'hello from inside'): Promise<number> {
  const server = createServer(
    { key: fixture('server.key'), cert: fixture('server.pem'), ciphers: 'ALL:@SECLEVEL=0', ...options },
    (socket) => {
      socket.on('error', () => {})
      socket.write(greeting)
      socket.on('data', (chunk) => socket.write(`heard ${chunk.toString()}`))
    },
  )
  server.on('tlsClientError', () => {})
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  cleanups.push(() => new Promise((closed) => server.close(closed)))
  return (server.address() as AddressInfo).port
}

async function failure(script: PeerScript, timeout = 1_000): Promise<TlsFailure> {
  const server = await scriptedServer(script)
  cleanups.push(() => server.close())
  const raw = await dial(at(server.port), { timeout: 1_000 })
  const caught = await startTls(raw, { timeout }).then(
    () => undefined,
    (error: unknown) => error as TlsFailure,
  )
  await server.quiet()
  if (caught === undefined) throw new Error('the handshake should have failed')
  return caught
}

describe('a handshake that completes', () => {
  test('tells version, cipher, ALPN and certificate, and reads what is said inside', async () => {
    const before = openHandles()
    const port = await tlsServer({ ALPNProtocols: ['h2', 'http/1.1'] })
    const connection = await startTls(await dial(at(port), {}), { timeout: 5_000, alpn: ['http/1.1'] })
    expect(connection.tls).toEqual({
      version: 'TLSv1.3',
      cipher: 'TLS_AES_256_GCM_SHA384',
      alpn: 'http/1.1',
      certificate: {
        subject: 'CN=www.example,O=Example\\, Inc.,C=DE',
        issuer: 'CN=www.example,O=Example\\, Inc.,C=DE',
        names: ['www.example', '*.example', '127.0.0.1', '2001:db8::1'],
        notBefore: expect.stringMatching(/^2026-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
        notAfter: expect.stringMatching(/^2126-/) as string,
        fingerprint256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        selfSigned: true,
      },
    })
    expect(connection.handshake.sent[0]).toBe(22)
    expect(connection.handshake.received[0]).toBe(22)
    const greeting = await connection.read({ timeout: 1_000 })
    expect(Buffer.from(greeting.bytes).toString()).toBe('hello from inside')
    connection.write(Buffer.from('ping'))
    const answer = await connection.read({ timeout: 1_000, enough: (bytes) => bytes.length >= 10 })
    expect(Buffer.from(answer.bytes).toString()).toBe('heard ping')
    expect((await connection.read({ timeout: 20 })).end).toBe('silence')
    connection.close()
    connection.close()
    expect((await connection.read({ timeout: 20 })).end).toBe('close')
    await cleanups.splice(0)[0]!()
    await backTo(before)
  })

  test.each(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const)('speaks %s', async (version) => {
    const port = await tlsServer({ minVersion: version, maxVersion: version })
    const connection = await tlsConnector()(at(port), { timeout: 5_000 })
    expect(connection.tls?.version).toBe(version)
    connection.close()
  })

  test('H27: collects an expired SHA-1 certificate of another host with a short key', async () => {
    const port = await tlsServer({
      key: fixture('expired.key'),
      cert: fixture('expired.pem'),
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1',
    })
    const connection = await tlsConnector()(at(port, 'www.example'), { timeout: 5_000 })
    expect(connection.tls?.certificate).toMatchObject({
      subject: 'CN=old.example',
      notAfter: '2011-01-01T00:00:00Z',
    })
    connection.close()
  })

  test('asks for the name of the endpoint, and for none where it is an address', async () => {
    const asked: string[] = []
    const port = await tlsServer({
      SNICallback: (name, done) => {
        asked.push(name)
        done(null)
      },
    })
    for (const name of ['www.example', '192.0.2.1', 'fe80::1%eth0', 'a b']) {
      const connection = await tlsConnector()(at(port, name), { timeout: 5_000 })
      connection.close()
    }
    expect(asked).toEqual(['www.example'])
  })

  test('notices the end of the peer', async () => {
    const port = await tlsServer({ minVersion: 'TLSv1.2' }, 'bye')
    const connection = await startTls(await dial(at(port), {}), { timeout: 5_000, starttls: 'smtp' })
    expect(connection.tls.starttls).toBe('smtp')
    const { bytes, truncated } = await connection.read({ timeout: 1_000, keep: 2 })
    expect(Buffer.from(bytes).toString()).toBe('by')
    expect(truncated).toBe(true)
    connection.close()
  })

  test('rejects a second read while one is under way', async () => {
    const port = await tlsServer({}, '')
    const connection = await tlsConnector()(at(port), { timeout: 5_000 })
    const first = connection.read({ timeout: 5_000 })
    expect(() => connection.read({ timeout: 1 })).toThrow('one read at a time')
    connection.close()
    expect((await first).end).toBe('close')
  })
})

describe('a handshake that fails', () => {
  test('H21: a mute peer ends at the deadline', async () => {
    const started = performance.now()
    const { session, end, handshake } = await failure(silent, 100)
    expect({ session, end }).toEqual({ session: { error: 'ETIMEDOUT' }, end: 'silence' })
    expect(handshake.sent.subarray(0, 2)).toEqual(Buffer.from([22, 3]))
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  test('H22: a peer that drips bytes of a record ends at the deadline all the same', async () => {
    const { end, handshake } = await failure(drips(5, '\x16\x03\x03\x40\x00\x02\x00\x3f\xfc'), 150)
    expect(end).toBe('silence')
    expect(handshake.received.length).toBeGreaterThan(1)
  })

  test('H03: a flood is cut at what a connection may read', async () => {
    const record = Buffer.alloc(16_389, 0)
    record.set([22, 3, 3, 0x40, 0, 4, 0x10, 0, 0])
    const { handshake, end } = await failure(floods(record), 2_000)
    expect(['full', 'data']).toContain(end)
    expect(handshake.received.length).toBeLessThanOrEqual(16_384)
    expect(handshake.truncated).toBe(true)
  })

  test.each([
    ['closes', closes, 'ECONNRESET', 'close'],
    ['resets', (peer: Peer) => peer.listen(() => peer.reset()), 'ECONNRESET', 'reset'],
    [
      'H28 sends an alert',
      answers(() => Buffer.from([21, 3, 1, 0, 2, 2, 70])),
      /ALERT_PROTOCOL_VERSION/,
      'data',
    ],
    ['H28 speaks HTTP', answers(() => 'HTTP/1.1 400 Bad Request\r\n\r\n'), /WRONG_VERSION_NUMBER/, 'data'],
    ['H28 sends garbage', greets(Buffer.alloc(300, 0xaa)), /^ERR_SSL/, 'data'],
  ] as const)('%s', async (_name, script, code, end) => {
    const caught = await failure(script)
    expect(caught.session.error).toMatch(code)
    expect(caught.end).toBe(end)
  })

  test('by a signal, at once, before and during it', async () => {
    const server = await scriptedServer(silent)
    cleanups.push(() => server.close())
    const ending = new AbortController()
    const handshake = startTls(await dial(at(server.port), {}), { timeout: 5_000, signal: ending.signal })
    ending.abort('enough')
    await expect(handshake).rejects.toMatchObject({ code: 'ECANCELED', cause: 'enough' })
    await expect(
      startTls(await dial(at(server.port), {}), { timeout: 5_000, signal: ending.signal }),
    ).rejects.toMatchObject({ code: 'ECANCELED' })
    await expect(tlsConnector()(at(server.port), { signal: ending.signal })).rejects.toBeDefined()
    await server.quiet()
  })

  test('by the cancel hook of a dial', async () => {
    const server = await scriptedServer(silent)
    cleanups.push(() => server.close())
    let cancel = (): void => {}
    const dialled = tlsConnector()(at(server.port), { onCancel: (end) => (cancel = end) })
    setTimeout(() => cancel(), 30)
    await expect(dialled).rejects.toMatchObject({ code: 'ECANCELED' })
    await server.quiet()
  })
})
