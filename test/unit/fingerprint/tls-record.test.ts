import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clientSessionId, parseTlsAnswer } from '../../../src/fingerprint/tls-record.ts'

/** A ServerHello record. */
function serverHello(
  version: number,
  cipher: number,
  extensions: number[] = [],
  sessionId: number[] = [],
): Uint8Array {
  const body = [
    3,
    version,
    ...Array<number>(32).fill(7),
    sessionId.length,
    ...sessionId,
    cipher >> 8,
    cipher & 255,
    0,
  ]
  if (extensions.length > 0) body.push(extensions.length >> 8, extensions.length & 255, ...extensions)
  const handshake = [2, 0, body.length >> 8, body.length & 255, ...body]
  return Uint8Array.from([
    22,
    3,
    Math.min(version, 3),
    handshake.length >> 8,
    handshake.length & 255,
    ...handshake,
  ])
}

describe('parseTlsAnswer', () => {
  test.each([
    [0, 'SSLv3'],
    [1, 'TLSv1'],
    [2, 'TLSv1.1'],
    [3, 'TLSv1.2'],
  ])('names version 3.%i %s', (minor, version) => {
    expect(parseTlsAnswer(serverHello(minor, 0xc02f))).toEqual({
      kind: 'server-hello',
      version,
      cipher: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
      sessionId: new Uint8Array(0),
    })
  })

  test('finds TLS 1.3 in the extension where it hides, after others', () => {
    const extensions = [0, 51, 0, 2, 9, 9, 0, 43, 0, 2, 3, 4]
    expect(parseTlsAnswer(serverHello(3, 0x1301, extensions, [1, 2, 3]))).toMatchObject({
      version: 'TLSv1.3',
      cipher: 'TLS_AES_128_GCM_SHA256',
      sessionId: Uint8Array.of(1, 2, 3),
    })
  })

  test('names an alert', () => {
    expect(parseTlsAnswer(Buffer.from([21, 3, 1, 0, 2, 2, 70]))).toEqual({
      kind: 'alert',
      version: 'TLSv1',
      level: 'fatal',
      alert: 'protocol_version',
    })
  })

  test.each([
    ['an alert that no RFC has', [21, 3, 1, 0, 2, 2, 255]],
    ['an alert of no level', [21, 3, 1, 0, 2, 9, 40]],
    ['an encrypted alert', [21, 3, 3, 0, 26, 1, 2, 3]],
    ['a record of no length', [22, 3, 3, 0, 0, 2, 0]],
    ['a record too long', [22, 3, 3, 0xff, 0xff, 2, 0]],
    ['another major version', [22, 2, 0, 0, 9, 2, 0, 0, 5]],
    ['application data', [23, 3, 3, 0, 3, 1, 2, 3]],
    ['a cut ServerHello', [...serverHello(3, 0x1301).subarray(0, 40)]],
    ['text', [...Buffer.from('HTTP/1.1 200 OK\r\n')]],
  ])('is not fooled by %s', (_name, bytes) => {
    expect(parseTlsAnswer(Uint8Array.from(bytes))).toBeUndefined()
  })

  test('property: never throws, and what it gives is one of few words', () => {
    const record = fc
      .tuple(fc.constantFrom(21, 22), fc.nat(4), fc.uint8Array({ maxLength: 120 }))
      .map(([type, minor, body]) => Uint8Array.from([type, 3, minor, 0, body.length, ...body]))
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), record), (bytes) => {
        const answer = parseTlsAnswer(bytes)
        expect(answer === undefined || /^(?:SSLv3|TLSv1(?:\.[123])?)$/.test(answer.version)).toBe(true)
        clientSessionId(bytes)
      }),
      { numRuns: 3_000 },
    )
  })
})
