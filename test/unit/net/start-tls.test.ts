import { X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Connection } from '../../../src/net/connection.ts'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import { startTls, type TlsFailure } from '../../../src/net/start-tls.ts'
import { tcpConnector } from '../../../src/net/tcp-connector.ts'
import { abortListeners, backTo, openHandles } from '../../support/open-handles.ts'
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
import { tlsFixture, tlsServer } from '../../support/tls-server.ts'

const at = (port: number): Endpoint => ({ address: '127.0.0.1', family: 4, port, transport: 'tcp' })
const dial = (port: number): Promise<Connection> => tcpConnector()(at(port), { timeout: 5_000 })

async function failure(script: PeerScript, timeout = 1_000): Promise<TlsFailure> {
  await using server = await scriptedServer(script)
  const caught = await startTls(await dial(server.port), { timeout }).then(
    () => undefined,
    (error: unknown) => error as TlsFailure,
  )
  await server.quiet()
  if (caught === undefined) throw new Error('the handshake should have failed')
  return caught
}

describe('a handshake that completes', () => {
  test('tells version, cipher, ALPN and certificate, and leaves nothing open', async () => {
    const before = openHandles()
    {
      await using server = await tlsServer((socket) => socket.write('hello from inside'), {
        ALPNProtocols: ['h2', 'http/1.1'],
      })
      const connection = await startTls(await dial(server.port), { timeout: 5_000, alpn: ['http/1.1'] })
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
      expect(connection.handshake.sent.subarray(0, 2)).toEqual(Buffer.from([22, 3]))
      expect(connection.handshake.received[0]).toBe(22)
      connection.close()
    }
    await backTo(before)
  })

  test.each(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const)('speaks %s', async (version) => {
    await using server = await tlsServer(() => {}, { minVersion: version, maxVersion: version })
    const connection = await startTls(await dial(server.port), { timeout: 5_000, starttls: 'smtp' })
    expect(connection.tls).toMatchObject({ version, starttls: 'smtp' })
    connection.close()
  })

  test('H27: collects an expired SHA-1 certificate of another host with a short key', async () => {
    await using server = await tlsServer(() => {}, {
      key: tlsFixture('expired.key'),
      cert: tlsFixture('expired.pem'),
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1',
    })
    const connection = await startTls(await dial(server.port), { timeout: 5_000, serverName: 'www.example' })
    const expired = { subject: 'CN=old.example', notAfter: '2011-01-01T00:00:00Z' }
    expect(connection.tls.certificate).toMatchObject(expired)
    connection.close()
  })

  test('asks for a host name, and for none where it is an address or no name', async () => {
    const asked: string[] = []
    await using server = await tlsServer(() => {}, {
      SNICallback: (name, done) => {
        asked.push(name)
        done(null)
      },
    })
    for (const serverName of ['www.example', '192.0.2.1', 'fe80::1%eth0', 'a b', '']) {
      const connection = await startTls(await dial(server.port), { timeout: 5_000, serverName })
      connection.close()
    }
    expect(asked).toEqual(['www.example'])
  })
})

describe('a handshake that fails', () => {
  test('H21: a mute peer ends at the deadline', async () => {
    const { session, end, handshake } = await failure(silent, 100)
    expect({ session, end }).toEqual({ session: { error: 'ETIMEDOUT' }, end: 'silence' })
    expect(handshake.sent.length).toBeGreaterThan(50)
    expect(handshake.received).toHaveLength(0)
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

  test('a chain of 400 certificates, more than 300 KB, is left before it is all read (H23)', async () => {
    const chain = Buffer.concat(Array.from({ length: 400 }, () => tlsFixture('server.pem')))
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
      await using server = await tlsServer(() => {}, { cert: chain, maxVersion })
      const handles = openHandles()
      const caught = await startTls(await dial(server.port), { timeout: 5_000 }).catch(
        (error: unknown) => error as TlsFailure,
      )
      const { handshake, session } = caught as TlsFailure
      // OpenSSL goes by the length of the message, we by what came.
      expect(session.error).toMatch(/^(?:EMSGSIZE|ERR_SSL_EXCESSIVE_MESSAGE_SIZE)$/)
      expect(handshake.received.length).toBeLessThanOrEqual(16_384)
      await backTo(handles)
    }
  })

  test('a certificate whose curve has no prime, which made OpenSSL before 3.0.2 loop, ends at once (H25)', async () => {
    const looping = await failure(
      answers(() => helloWith(explicitCurve(697, 696))),
      5_000,
    )
    expect([looping.session.error, looping.end]).toEqual([expect.stringMatching(/^ERR_/), 'data'])
    // With another key the handshake goes on to wait for what comes next.
    const ordinary = await failure(
      answers(() => helloWith(new X509Certificate(tlsFixture('server.pem')).raw)),
      200,
    )
    expect(ordinary.end).toBe('silence')
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
    await using server = await scriptedServer(silent)
    const ending = new AbortController()
    const { signal } = ending
    const handshake = startTls(await dial(server.port), { timeout: 5_000, signal })
    ending.abort('enough')
    await expect(handshake).rejects.toMatchObject({ code: 'ECANCELED', cause: 'enough' })
    const late = startTls(await dial(server.port), { timeout: 5_000, signal })
    await expect(late).rejects.toMatchObject({ code: 'ECANCELED' })
    expect(abortListeners(signal)).toBe(0)
    await server.quiet()
  })
})

// ── messages of a hostile server (RFC 5246, RFC 5280)

type Part = Buffer | number

const list = (...parts: readonly Part[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.of(part) : part)))
/** An element of DER, a vector of TLS with a length of three bytes. */
const der = (tag: number, ...parts: readonly Part[]): Buffer => {
  const content = list(...parts)
  return list(tag, 0x82, content.length >> 8, content.length & 0xff, content)
}
const vector = (content: Buffer): Buffer => list(0, content.length >> 8, content.length & 0xff, content)
const oid = (hex: string): Buffer => list(6, hex.length / 2, Buffer.from(hex, 'hex'))
const integer = (value: number): Buffer => list(2, 2, value >> 8, value & 0xff)

/** A certificate with the key y² = x³ + b over a field of `modulus` elements, and a compressed generator of x = 0. */
function explicitCurve(modulus: number, b: number): Buffer {
  const element = (value: number): Buffer => list(4, 2, value >> 8, value & 0xff)
  const field = der(0x30, oid('2a8648ce3d0101'), integer(modulus))
  const generator = list(4, 3, 2, 0, 0)
  const curve = der(0x30, 2, 1, 1, field, der(0x30, element(0), element(b)), generator, integer(677))
  const key = der(0x30, der(0x30, oid('2a8648ce3d0201'), curve), list(3, 4, 0, 2, 0, 0))
  const algorithm = der(0x30, oid('2a8648ce3d040302'))
  const name = der(0x30, der(0x31, der(0x30, oid('550403'), der(0x0c, Buffer.from('peer')))))
  const times = der(0x30, ...Array<Buffer>(2).fill(der(0x17, Buffer.from('490101000000Z'))))
  const signed = der(0x30, der(0xa0, 2, 1, 2), 2, 1, 1, algorithm, name, times, name, key)
  return der(0x30, signed, algorithm, der(3, 0))
}

/** ServerHello of TLS 1.2 with ECDHE-ECDSA, and the certificate. */
function helloWith(certificate: Buffer): Buffer {
  const hello = list(3, 3, Buffer.alloc(32, 7), 0, 0xc0, 0x2b, 0)
  const messages = list(2, vector(hello), 11, vector(vector(vector(certificate))))
  return list(22, 3, 3, messages.length >> 8, messages.length & 0xff, messages)
}
