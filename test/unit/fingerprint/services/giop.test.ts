import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { giop } from '../../../../src/fingerprint/services/giop.ts'
import { giop as said } from '../../../fixtures/services/giop.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, sent?: Uint8Array) =>
  recognize(bytes(text), { transport: 'tcp', probe: 'giop', ...(sent && { sent }) }, [giop])
const context = { address: '192.0.2.1', port: 1, tls: false, random: () => 0x1234 / 0x1_0000_0000 }

it('an answer has the number of the request', () => {
  const sent = Buffer.from(giop.hello!(context))
  sent.writeUInt32BE(0x1234, 12)
  expect(named(said.located, sent)).toMatchObject({
    name: 'giop',
    confidence: 'verified',
    details: { protocol: '1.0', nameService: true },
  })
  sent.writeUInt32BE(0x1235, 12)
  expect(named(said.located, sent)?.confidence).toBe('structured')
})

it('asks in a message of the length that it says', () => {
  const sent = Buffer.from(giop.hello!(context))
  expect(sent.readUInt32BE(8)).toBe(sent.length - 12)
})

it('any message of GIOP is one, with a kind that there is', () => {
  expect(named(said.error)?.details).toEqual({ protocol: '1.0' })
  expect(named(said.error.replace('\x06', '\x09'))).toBeUndefined()
  expect(named('GIOP')).toBeUndefined()
})
