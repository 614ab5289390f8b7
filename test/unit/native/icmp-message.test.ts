import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { echoRequest, internetChecksum, packetBody, readEchoReply } from '../../../src/native/icmp-message.ts'

const echo = fc.record({
  id: fc.integer({ min: 0, max: 0xffff }),
  sequence: fc.integer({ min: 0, max: 0xffff }),
  cookie: fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
})
const family = fc.constantFrom(4 as const, 6 as const)

describe('echo', () => {
  test('what replies to a request is read as what was asked', () => {
    fc.assert(
      fc.property(family, echo, fc.uint8Array({ maxLength: 40 }), (version, asked, more) => {
        const reply = new Uint8Array([...echoRequest(version, asked), ...more])
        expect(readEchoReply(version, reply)).toBeUndefined()
        reply[0] = version === 4 ? 0 : 129
        expect(readEchoReply(version, reply)).toEqual(asked)
        expect(readEchoReply(version === 4 ? 6 : 4, reply)).toBeUndefined()
        expect(readEchoReply(version, reply.subarray(0, 15))).toBeUndefined()
      }),
    )
  })

  test('a request over IPv4 has the checksum that makes its sum nothing (RFC 1071)', () => {
    fc.assert(
      fc.property(echo, (asked) => {
        const { buffer } = echoRequest(4, asked)
        expect(internetChecksum(new DataView(buffer as ArrayBuffer))).toBe(0)
      }),
    )
  })

  test('a request as it is written', () => {
    const bytes = echoRequest(4, { id: 0x1234, sequence: 1, cookie: 0x0102030405060708n })
    expect(Buffer.from(bytes).toString('hex')).toBe('0800d5b6123400010102030405060708')
  })

  test('nothing that comes in throws', () => {
    fc.assert(
      fc.property(family, fc.uint8Array({ maxLength: 100 }), (version, bytes) => {
        const said = readEchoReply(version, bytes)
        if (said !== undefined) expect(bytes[0]).toBe(version === 4 ? 0 : 129)
        const body = packetBody(bytes)
        if (body !== undefined) expect(bytes.length - body.length).toBeGreaterThanOrEqual(20)
      }),
    )
  })
})

describe('packetBody', () => {
  test('begins behind the header, options and all', () => {
    const packet = new Uint8Array(30).fill(7)
    packet[0] = 0x46
    expect(packetBody(packet)).toHaveLength(6)
    packet[0] = 0x45
    expect(packetBody(packet)).toHaveLength(10)
  })

  test.each([0x44, 0x40, 0x65, 0x4f, 0])('none where the header says %i', (first) => {
    const packet = new Uint8Array(30)
    packet[0] = first
    expect(packetBody(packet)).toBeUndefined()
  })
})
