import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressSyn, finishSyn4, prepareSyn, SYN_LENGTH, SYN_ROOM } from '../../../src/native/syn-packet.ts'
import { synEnds } from '../../support/syn-ends.ts'

/** The sum of RFC 1071 over a segment and its IPv4 pseudo header: all ones where the checksum is right. */
function sumOf(packet: DataView): number {
  let sum = 6 + SYN_LENGTH
  for (let at = 12; at < 20 + SYN_LENGTH; at += 2) sum += packet.getUint16(at)
  while (sum > 0xffff) sum = (sum >>> 16) + (sum & 0xffff)
  return sum
}

test('over IPv4: header, ports, number and a right checksum, whatever stood there before', () => {
  const packet = new DataView(new ArrayBuffer(SYN_ROOM))
  prepareSyn(packet, 4)
  fc.assert(
    fc.property(synEnds(4), ({ own, peer, from, port, sequence }) => {
      addressSyn(packet, 4, from, port, sequence)
      finishSyn4(packet, own[0]!, peer[0]!)
      expect(sumOf(packet)).toBe(0xffff)
      const words = [0, 2, 6, 8, 20, 22, 32].map((at) => packet.getUint16(at))
      // 44 bytes, not to be fragmented, TTL 64, TCP; a SYN of six words.
      expect(words).toEqual([0x4500, 44, 0x4000, 0x4006, from, port, 0x6002])
      expect([12, 16, 24].map((at) => packet.getInt32(at))).toEqual([own[0], peer[0], sequence])
      expect(packet.getUint16(4)).not.toBe(0)
    }),
  )
})

test('over IPv6: the segment alone, its checksum left to the system', () => {
  const packet = new DataView(new ArrayBuffer(SYN_ROOM))
  prepareSyn(packet, 6)
  addressSyn(packet, 6, 0xabcd, 443, -2)
  const bytes = 'abcd01bbfffffffe000000006002faf0000000000204' + '05a0'
  expect(Buffer.from(packet.buffer, 0, SYN_LENGTH).toString('hex')).toBe(bytes)
})
