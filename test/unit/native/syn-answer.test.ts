import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyAnswer, readIcmp4, readIcmp6, readTcp4, readTcp6 } from '../../../src/native/syn-answer.ts'
import { outcomeOfIcmp } from '../../../src/net/outcome.ts'
import { icmpIn, OPENED, RESET } from '../../../src/threads/dial-records.ts'
import { icmpAnswer, tcpAnswer } from '../../support/packets.ts'
import { synEnds } from '../../support/syn-ends.ts'

const [FIN, SYN, RST, PSH, ACK] = [1, 2, 4, 8, 16]
const ends = synEnds(4)

describe('TCP', () => {
  test('a SYN-ACK and a reset that acknowledge it', () => {
    fc.assert(
      fc.property(ends, fc.boolean(), fc.nat(10), (one, opens, options) => {
        const answer = emptyAnswer()
        const packet = tcpAnswer(one, ACK | (opens ? SYN : RST), (one.sequence + 1) | 0, options)
        expect(readTcp4(packet, packet.byteLength, answer)).toBe(true)
        expect(answer).toMatchObject({ family: 4, port: one.port, from: one.from, sequence: one.sequence })
        expect([answer.code, answer.address[0]]).toEqual([opens ? OPENED : RESET, one.peer[0]])
      }),
    )
  })

  test('over IPv6 the sender is told beside it', () => {
    fc.assert(
      fc.property(synEnds(6), (one) => {
        const answer = emptyAnswer()
        answer.address.set(one.peer)
        expect(readTcp6(tcpAnswer(one, SYN | ACK, (one.sequence + 1) | 0), 20, answer)).toBe(true)
        expect([...answer.address]).toEqual(one.peer)
        expect(answer).toMatchObject({ family: 6, port: one.port, from: one.from, sequence: one.sequence })
      }),
    )
  })

  test('nothing else answers a SYN', () => {
    const [one] = fc.sample(ends, 1)
    for (const flags of [0, SYN, RST, FIN, ACK, FIN | ACK, PSH | ACK, SYN | FIN]) {
      const packet = tcpAnswer(one!, flags, one!.sequence + 1)
      expect(readTcp4(packet, packet.byteLength, emptyAnswer()), `${flags}`).toBe(false)
    }
    // A reset of a connection that seems to open: closed, never open.
    const both = tcpAnswer(one!, SYN | RST | ACK, one!.sequence + 1)
    const answer = emptyAnswer()
    expect(readTcp4(both, both.byteLength, answer)).toBe(true)
    expect(answer.code).toBe(RESET)
  })

  test('a later fragment, and what is no IPv4, are nothing', () => {
    const [one] = fc.sample(ends, 1)
    const packet = tcpAnswer(one!, SYN | ACK, 1)
    packet.setUint16(6, 1)
    expect(readTcp4(packet, packet.byteLength, emptyAnswer())).toBe(false)
    packet.setUint16(6, 0)
    packet.setUint8(0, 0x65)
    expect(readTcp4(packet, packet.byteLength, emptyAnswer())).toBe(false)
    packet.setUint8(0, 0x44)
    expect(readTcp4(packet, packet.byteLength, emptyAnswer())).toBe(false)
  })
})

describe('ICMP', () => {
  test.each([4, 6] as const)(
    'family %i: what it quotes, if the message says anything of a port',
    (family) => {
      const read = family === 4 ? readIcmp4 : readIcmp6
      fc.assert(
        fc.property(synEnds(family), fc.nat(15), fc.nat(16), (one, type, code) => {
          const answer = emptyAnswer()
          const packet = icmpAnswer(one, type, code)
          const said = outcomeOfIcmp(family, type, code) !== undefined
          expect(read(packet, packet.byteLength, answer)).toBe(said)
          if (!said) return
          expect(answer).toMatchObject({ family, port: one.port, from: one.from, sequence: one.sequence })
          const words = family === 4 ? 1 : 4
          expect([...answer.address.subarray(0, words)]).toEqual(one.peer.slice(0, words))
          expect(icmpIn(answer.code)).toEqual([family, type, code])
        }),
      )
    },
  )

  test.each([4, 6] as const)('family %i: one that quotes too little, or another protocol', (family) => {
    const read = family === 4 ? readIcmp4 : readIcmp6
    const [type, code, protocolAt] = family === 4 ? [3, 3, 37] : [1, 4, 14]
    const [one] = fc.sample(synEnds(family), 1)
    const short = icmpAnswer(one!, type, code, 7)
    expect(read(short, short.byteLength, emptyAnswer())).toBe(false)
    const other = icmpAnswer(one!, type, code)
    other.setUint8(protocolAt, 17)
    expect(read(other, other.byteLength, emptyAnswer())).toBe(false)
  })
})

test('no bytes, however many and whatever they say, are more than no answer', () => {
  const room = 192
  const bytes = fc.uint8Array({ maxLength: room })
  // Half of them begin as the real ones do.
  const begun = fc.tuple(fc.constantFrom(0x45, 0x4f, 0x46, 3, 1), bytes).map(([first, rest]) => {
    const whole = new Uint8Array(rest)
    whole[0] = first
    return whole
  })
  fc.assert(
    fc.property(fc.oneof(bytes, begun), (packet) => {
      const view = new DataView(new ArrayBuffer(room))
      new Uint8Array(view.buffer).set(packet)
      for (const read of [readTcp4, readTcp6, readIcmp4, readIcmp6]) {
        expect(typeof read(view, packet.length, emptyAnswer())).toBe('boolean')
      }
    }),
    { numRuns: 2_000 },
  )
})

test('what is cut short anywhere before its end is no answer, and none is read past its length', () => {
  const [one] = fc.sample(ends, 1)
  const packets = [
    [readTcp4, tcpAnswer(one!, SYN | ACK, 5)],
    [readIcmp4, icmpAnswer(one!, 3, 3)],
    [readIcmp6, icmpAnswer({ ...one!, family: 6 }, 1, 4)],
    [readTcp6, tcpAnswer({ ...one!, family: 6 }, SYN | ACK, 5)],
  ] as const
  for (const [read, packet] of packets) {
    for (let length = 0; length < packet.byteLength; length++) {
      const cut = new DataView(packet.buffer.slice(0, length))
      expect(read(cut, length, emptyAnswer())).toBe(false)
    }
  }
})
