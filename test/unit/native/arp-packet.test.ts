import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arpRequest, readArpReply } from '../../../src/native/arp-packet.ts'

const own = { mac: [0, 0, 0x5e, 0, 0x53, 1], address: 0xc0000201 }

test('a request as it is written (RFC 826)', () => {
  expect(Buffer.from(arpRequest(own, 0xc0000202)).toString('hex')).toBe(
    '0001080006040001' + '00005e005301' + 'c0000201' + '000000000000' + 'c0000202',
  )
})

const reply = (): Uint8Array => {
  const bytes = arpRequest(own, 0)
  bytes[7] = 2
  return bytes
}

test('who answers is read, padding or not', () => {
  expect(readArpReply(reply())).toEqual(own)
  expect(readArpReply(new Uint8Array([...reply(), ...new Array<number>(18).fill(0)]))).toEqual(own)
})

test.each([
  ['a question', 7, 1],
  ['another hardware', 1, 6],
  ['another protocol', 2, 0x86],
  ['other lengths', 4, 8],
  ['the address of a group', 8, 1],
])('%s is no answer', (_what, at, byte) => {
  const bytes = reply()
  bytes[at] = byte
  expect(readArpReply(bytes)).toBeUndefined()
})

test('nothing that comes in throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.boolean(), (bytes, like) => {
      const packet = like ? new Uint8Array([...reply().subarray(0, 8), ...bytes]) : bytes
      const said = readArpReply(packet)
      if (said !== undefined) expect(said.mac).toHaveLength(6)
    }),
  )
})
