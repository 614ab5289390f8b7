import { describe, expect, test } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'

const id = Array.from({ length: 32 }, (_, at) => at)
const clientHello = Uint8Array.from([
  22,
  3,
  1,
  0,
  71,
  1,
  0,
  0,
  67,
  3,
  3,
  ...Array<number>(32).fill(1),
  32,
  ...id,
])
const body = [3, 3, ...Array<number>(32).fill(7), 32, ...id, 0x13, 0x02, 0, 0, 6, 0, 43, 0, 2, 3, 4]
const serverHello = Uint8Array.from([22, 3, 3, 0, body.length + 4, 2, 0, 0, body.length, ...body])

describe('tls', () => {
  test('an echoed session id verifies it', () => {
    expect(recognize(serverHello, { transport: 'tcp', probe: 'tls', sent: clientHello })).toEqual({
      name: 'tls',
      tls: { version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' },
      details: {},
      confidence: 'verified',
      probe: 'tls',
      evidence: 'TLS ServerHello: TLSv1.3, TLS_AES_256_GCM_SHA384',
    })
  })

  test('without the question it is structure', () => {
    expect(recognize(serverHello, { transport: 'tcp' })?.confidence).toBe('structured')
    const other = Uint8Array.from(clientHello)
    other[50] = 99
    expect(recognize(serverHello, { transport: 'tcp', probe: 'tls', sent: other })?.confidence).toBe(
      'structured',
    )
  })

  test('an alert tells why the handshake came to nothing', () => {
    const alert = Uint8Array.from([21, 3, 0, 0, 2, 2, 70])
    expect(recognize(alert, { transport: 'tcp', probe: 'http' })).toMatchObject({
      name: 'tls',
      tls: { version: 'SSLv3', error: 'protocol_version' },
      details: { alert: 'protocol_version' },
    })
  })
})
