import { readFileSync } from 'node:fs'
import { X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseCertificate } from '../../../src/net/certificate.ts'

const fixture = (name: string): X509Certificate =>
  new X509Certificate(readFileSync(new URL(`../../fixtures/tls/${name}`, import.meta.url)))

/** One element of DER. */
function der(tag: number, ...parts: (readonly number[] | Uint8Array)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)))
  const length = content.length < 0x80 ? [content.length] : [0x82, content.length >> 8, content.length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

const CN = der(0x06, [0x55, 4, 3])
const SAN = der(0x06, [0x55, 0x1d, 17])
const name = (value: Buffer): Buffer => der(0x30, der(0x31, der(0x30, CN, value)))
const time = (tag: number, text: string): Buffer => der(tag, Buffer.from(text))

function certificate({
  subject = name(der(0x0c, Buffer.from('peer'))),
  names = [] as Buffer[],
  from = time(0x17, '490101000000Z'),
  to = time(0x18, '20991231235959Z'),
}): Buffer {
  const extension = der(0x30, SAN, der(0x04, der(0x30, ...names)))
  return der(
    0x30,
    der(
      0x30,
      der(0xa0, der(0x02, [2])),
      der(0x02, [1]),
      der(0x30),
      name(der(0x0c, Buffer.from('issuer'))),
      der(0x30, from, to),
      subject,
      der(0x30),
      der(0xa3, der(0x30, extension)),
    ),
    der(0x30),
    der(0x03, [0]),
  )
}

describe('parseCertificate', () => {
  test('agrees with OpenSSL on real certificates', () => {
    for (const file of ['server.pem', 'expired.pem']) {
      const peer = fixture(file)
      const parsed = parseCertificate(peer.raw)
      expect(parsed?.fingerprint256).toBe(peer.fingerprint256.replaceAll(':', '').toLowerCase())
      expect(Date.parse(parsed!.notAfter)).toBe(Date.parse(peer.validTo))
      expect(Date.parse(parsed!.notBefore)).toBe(Date.parse(peer.validFrom))
      expect(parsed!.selfSigned).toBe(true)
    }
    expect(parseCertificate(fixture('server.pem').raw)).toMatchObject({
      subject: 'CN=www.example,O=Example\\, Inc.,C=DE',
      names: ['www.example', '*.example', '127.0.0.1', '2001:db8::1'],
    })
    expect(parseCertificate(fixture('expired.pem').raw)?.names).toEqual([])
  })

  test('H24: a SAN that forges further entries in its text form stays one name', () => {
    const evil = 'a.example", DNS:"victim.example, IP Address:127.0.0.1'
    expect(parseCertificate(certificate({ names: [der(0x82, Buffer.from(evil))] }))?.names).toEqual([evil])
  })

  test('a subject cannot forge further attributes or lines (H13)', () => {
    const subject = name(der(0x0c, Buffer.from('evil\n,O=Bank+CN="x"\0 ')))
    expect(parseCertificate(certificate({ subject }))?.subject).toBe(
      'CN=evil\\0a\\,O=Bank\\+CN=\\"x\\"\\00\\ ',
    )
  })

  test.each([
    ['BMPString', der(0x1e, [0, 0x61, 0x20, 0xac]), 'CN=a€'],
    ['UniversalString', der(0x1c, [0, 1, 0xf6, 0, 0, 0xff, 0xff, 0xff]), 'CN=\u{1f600}\ufffd'],
    ['PrintableString', der(0x13, Buffer.from('x')), 'CN=x'],
    ['no string', der(0x02, [7]), '2.5.4.3=#020107'],
  ])('%s', (_name, value, subject) => {
    expect(parseCertificate(certificate({ subject: name(value) }))?.subject).toBe(subject)
  })

  test('both forms of time, and addresses of odd length left out', () => {
    const parsed = parseCertificate(
      certificate({ names: [der(0x87, [1, 2, 3]), der(0x87, new Uint8Array(16)), der(0x81, [65])] }),
    )
    expect(parsed).toMatchObject({
      notBefore: '2049-01-01T00:00:00Z',
      notAfter: '2099-12-31T23:59:59Z',
      names: ['::'],
      selfSigned: false,
    })
    expect(parseCertificate(certificate({ from: time(0x17, 'yesterday') }))?.notBefore).toBe('')
  })

  test('lists at most 256 names of at most 255 bytes', () => {
    const names = Array.from({ length: 300 }, (_, at) => der(0x82, Buffer.alloc(at === 0 ? 400 : 100, 0x61)))
    const parsed = parseCertificate(certificate({ names }))!.names
    expect(parsed).toHaveLength(256)
    expect(parsed[0]).toHaveLength(255)
  })

  test('property: never throws, on random and on mutated bytes', () => {
    const real = fixture('server.pem').raw
    const mutated = fc
      .array(fc.tuple(fc.nat(real.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
      .map((changes) => {
        const bytes = Buffer.from(real)
        for (const [at, byte] of changes) bytes[at] = byte
        return bytes
      })
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), mutated), (bytes) => {
        const parsed = parseCertificate(bytes)
        if (parsed === undefined) return
        expect(parsed.names.length).toBeLessThanOrEqual(256)
        // eslint-disable-next-line no-control-regex
        expect(parsed.subject + parsed.issuer).not.toMatch(/[\0-\x1f\x7f]/)
      }),
      { numRuns: 2_000 },
    )
  })
})
