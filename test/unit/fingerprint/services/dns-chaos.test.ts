import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  chaosQuestion,
  chaosText,
  framed,
  messageOf,
  queryOf,
} from '../../../../src/fingerprint/services/dns-chaos.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const question = chaosQuestion('id.server')
const view = (message: Buffer): DataView =>
  new DataView(message.buffer, message.byteOffset, message.byteLength)

it('asks for a text in class CHAOS', () => {
  expect(Buffer.from(question).toString('latin1')).toBe('\x02id\x06server\0\0\x10\0\x03')
  const query = queryOf(question, () => 0.5)
  expect(Buffer.from(query.subarray(0, 12)).toString('hex')).toBe('800000000001000000000000')
  const inStream = framed(query)
  expect(inStream.subarray(0, 2)).toEqual(Buffer.from([0, query.length]))
  expect(messageOf(inStream, 'tcp')).toEqual(query)
  expect(messageOf(inStream.subarray(0, -1), 'tcp')).toBeUndefined()
  expect(messageOf(query, 'udp')).toBe(query)
})

// What Unbound 1.17.1 said.
const answer = bytes(
  '\x80\0\x80\x80\0\x01\0\x01\0\0\0\0\x02id\x06server\0\0\x10\0\x03\xc0\x0c\0\x10\0\x03\0\0\0\0\0\x0e\rzoo.localhost',
)

it('reads the text', () => {
  expect(chaosText(answer, view(answer), question.length)).toBe('zoo.localhost')
  expect(chaosText(answer.subarray(0, -1), view(answer), question.length)).toBeUndefined()
})

it('reads any bytes without harm', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 12, maxLength: 80 }), (message) => {
      const text = chaosText(message, view(Buffer.from(message)), question.length)
      expect(text?.length ?? 0).toBeLessThanOrEqual(256)
    }),
  )
})
