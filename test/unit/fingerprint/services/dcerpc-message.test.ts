import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  bind,
  BIND_ACK,
  hasMessage,
  MANAGEMENT,
  MAPPER,
  readInterfaces,
  readMessage,
  readResults,
  request,
} from '../../../../src/fingerprint/services/dcerpc-message.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { msrpc as said } from '../../../fixtures/services/msrpc.ts'

it('writes a BIND whose lengths fit, with a token behind its trailer', () => {
  const plain = bind(7, [MAPPER, MANAGEMENT])
  expect([plain.length, plain.readUInt16LE(8), plain.readUInt16LE(10)]).toEqual([116, 116, 0])
  // The first fields of a UUID are numbers, the lower bytes first.
  expect(plain.subarray(32, 48).toString('hex')).toBe('0883afe11f5dc91191a408002b14a0fa')
  const token = Buffer.from('token')
  const secured = bind(7, [MAPPER, MANAGEMENT], token)
  expect([secured.length, secured.readUInt16LE(10)]).toEqual([116 + 8 + 5, 5])
  expect(readMessage(secured)).toMatchObject({ type: 11, callId: 7, token })
  expect(readMessage(secured)!.body.length).toBe(100)
})

it('writes a call without arguments', () => {
  expect(request(258, 1, 4).toString('hex')).toBe('050000031000000018000000020100000000000001000400')
})

it('reads numbers of either order', () => {
  const little = readMessage(bytes(said.bound))!
  expect([little.type, little.callId, readResults(little)]).toEqual([BIND_ACK, 0x79ee54, [0]])
  const big = bytes('\x05\x00\r\x03\x00\x00\x00\x00\x00\x14\x00\x00\x00\x00\x00\x02\x00\x04\x00\x00')
  expect(readMessage(big)).toMatchObject({ type: 13, callId: 2, little: false })
  const response = [
    '\x05\x00\x02\x03\x00\x00\x00\x00\x004\x00\x00\x00\x00\x00\x01',
    '\x00\x00\x00\x28\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00\x04',
    '\xe1\xaf\x83\x08\x5d\x1f\x11\xc9\x91\xa4\x08\x00\x2b\x14\xa0\xfa\x00\x03\x00\x00',
  ].join('')
  const list = bytes(response)
  list.writeUInt16BE(list.length, 8)
  expect(readInterfaces(readMessage(list)!)).toEqual([MAPPER])
})

it('reads the list of interfaces as far as it is there, the first 64', () => {
  const message = readMessage(bytes(said.interfaces))!
  expect(readInterfaces(message)).toEqual([MAPPER, MANAGEMENT])
  const short = { ...message, body: message.body.subarray(0, 60) }
  expect(readInterfaces(short)).toEqual([MAPPER])
  const many = Buffer.alloc(20 + 4 * 100 + 20 * 100)
  many.writeUInt32LE(100, 12)
  many.writeUInt32LE(100, 16)
  expect(readInterfaces({ ...message, body: many })).toHaveLength(64)
  many.writeUInt32LE(0xffff_ffff, 16)
  expect(readInterfaces({ ...message, body: many })).toBeUndefined()
})

it('takes no message whose header does not fit', () => {
  for (const [at, value] of [
    [0, 4],
    [1, 2],
    [4, 0x20],
    [5, 1],
    [7, 1],
    [8, 0xff],
    [10, 0xff],
  ] as const) {
    const answer = bytes(said.samba)
    answer[at] = value
    expect([at, readMessage(answer)]).toEqual([at, undefined])
  }
  const whole = bytes(said.samba)
  for (let length = 0; length < whole.length; length++) {
    expect(readMessage(whole.subarray(0, length))).toBeUndefined()
    expect(hasMessage(whole.subarray(0, length))).toBe(false)
  }
  expect(hasMessage(whole)).toBe(true)
})

it('reads any bytes or none', () => {
  const sample = bytes(said.samba)
  const mutated = fc
    .array(fc.tuple(fc.nat(sample.length - 1), fc.nat(255)), { maxLength: 8 })
    .map((changes) => {
      const answer = Buffer.from(sample)
      for (const [at, value] of changes) answer[at] = value
      return answer
    })
  fc.assert(
    fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 200 })), (answer) => {
      const message = readMessage(answer)
      if (message === undefined) return
      expect((readResults(message) ?? []).length).toBeLessThanOrEqual(255)
      expect((readInterfaces(message) ?? []).length).toBeLessThanOrEqual(64)
    }),
  )
})
