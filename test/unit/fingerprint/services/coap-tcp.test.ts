import fc from 'fast-check'
import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { coap } from '../../../../src/fingerprint/services/coap.ts'
import { readTcpMessages, SIGNAL_CSM } from '../../../../src/fingerprint/services/coap-tcp.ts'
import { coap as said } from '../../../fixtures/services/coap.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, context: object) =>
  recognize(bytes(text), { transport: 'tcp', ...context }, [coap])

it('reads messages of any length', () => {
  const messages = readTcpMessages(bytes(said.resources))
  expect(messages.map(({ code, token, rest }) => [code, token.length, rest.length])).toEqual([
    [SIGNAL_CSM, 0, 5],
    [0x45, 4, 73],
  ])
  const long = Buffer.concat([Buffer.from([0xe0, 1, 0, 0x45]), Buffer.alloc(269 + 256)])
  expect(readTcpMessages(long)[0]?.rest.length).toBe(525)
  expect(readTcpMessages(Buffer.from([0xf0, 0, 0, 0, 0, 0x45]))).toEqual([])
  expect(readTcpMessages(Buffer.alloc(64)).length).toBe(8)
})

it('takes settings that are known alone', () => {
  for (const text of ['\x00\xe1', '\x10\xe1\x30', '\x20\xe1\x21', '\x21\xe1x\x20\x00', '\x20\xe1\x15'])
    expect(readTcpMessages(bytes(text))).toEqual([])
  expect(readTcpMessages(bytes('\x30\xe1\x21\x05\x20'))).toHaveLength(1)
})

it('is known by the settings that it begins with, and by our token', () => {
  expect(named(said.settings, { probe: 'http' })).toMatchObject({ name: 'coap', confidence: 'structured' })
  const sent = Buffer.from(coap.hello!({ address: '192.0.2.1', port: 5683, tls: false, random: () => 0.5 }))
  expect(named(said.resources, { probe: 'coap', sent })?.confidence).toBe('structured')
  sent.set(bytes('\x06\xd13y'), 5)
  expect(named(said.resources, { probe: 'coap', sent })).toMatchObject({
    confidence: 'verified',
    details: { code: '2.05', resources: ['/', '/time'] },
  })
  expect([said.resources, said.settings].map((text) => coap.enough!(bytes(text)))).toEqual([true, false])
})

it('reads any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (answer) => {
      expect(readTcpMessages(answer).length).toBeLessThanOrEqual(8)
    }),
  )
})
