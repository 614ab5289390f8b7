import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { h323 } from '../../../../src/fingerprint/services/h323.ts'
import { h323 as said } from '../../../fixtures/services/h323.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const hello = { address: '192.0.2.1', port: 1720, tls: false, random: () => 0.25 }
const answerFor = (text: string, sent?: Uint8Array, probe = 'h323') =>
  recognize(bytes(text), { transport: 'tcp', probe, ...(sent && { sent }) }, [h323])
const sent = Buffer.from([3, 0, 0, 9, 8, 2, 0x40, 0x80, 0x75])

it('asks for the state of a call that there is not', () => {
  expect([...h323.hello!(hello)]).toEqual([3, 0, 0, 9, 8, 2, 0x40, 0x40, 0x75])
})

it('is sure where its call reference comes back', () => {
  expect(answerFor(said.status, sent)).toMatchObject({
    confidence: 'verified',
    details: { message: 'status', cause: 81 },
  })
  expect(answerFor(said.released, sent)?.details).toEqual({ message: 'release complete', cause: 81 })
})

it('is not another call, an echo, or what RDP and others say in TPKT', () => {
  expect(answerFor(said.status, h323.hello!(hello))).toBeUndefined()
  expect(answerFor(sent.toString('latin1'), sent)).toBeUndefined()
  expect(answerFor('\x03\0\0\x0b\x06\xd0\0\0\x124\0', sent)).toBeUndefined()
  expect(answerFor(said.status, undefined, 'http')).toBeUndefined()
  expect(answerFor(said.status.slice(0, -1), sent)).toBeUndefined()
})
