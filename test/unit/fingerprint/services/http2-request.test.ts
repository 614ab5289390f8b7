import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeHpack } from '../../../../src/fingerprint/services/hpack.ts'
import {
  http2Goodbye,
  http2Request,
  http2Response,
  isWholeHttp2Answer,
} from '../../../../src/fingerprint/services/http2-request.ts'
import { http2 as said } from '../../../fixtures/services/http2.ts'

const hex = (text: string): Buffer => Buffer.from(text, 'hex')
const text = (bytes: Buffer): string | undefined => {
  const response = http2Response(bytes)
  return response && Buffer.from(response).toString('latin1')
}

it('takes the settings of the server and asks for its page', () => {
  const request = Buffer.from(
    http2Request({ address: '192.0.2.1', port: 50_051, tls: true, random: () => 0 }),
  )
  expect(request.subarray(0, 9).toString('hex')).toBe('000000040100000000')
  // HEADERS with END_STREAM and END_HEADERS, on stream 1.
  expect(request.subarray(12, 18).toString('hex')).toBe('010500000001')
  expect(request.readUIntBE(9, 3)).toBe(request.length - 18)
  expect(decodeHpack(request.subarray(18))?.slice(0, 4)).toEqual([
    [':method', 'GET'],
    [':scheme', 'https'],
    [':path', '/'],
    [':authority', '192.0.2.1:50051'],
  ])
  expect(Buffer.from(http2Goodbye).toString('hex')).toBe('0000080700000000000000000000000000')
})

describe('an answer', () => {
  it('is turned into words of HTTP/1', () => {
    expect(text(hex(said.nginx))).toMatch(
      /^HTTP\/2\.0 200\r\nserver: nginx\r\ndate: [^\r]+\r\n[^]*\r\n\r\n<html>/,
    )
    expect(text(hex(said.grpc))).toBe(
      'HTTP/2.0 415\r\ncontent-type: application/grpc\r\ngrpc-status: 3\r\n' +
        'grpc-message: invalid gRPC request content-type ""\r\n\r\n',
    )
  })

  it('is whole at the end of its stream, or when the server takes its leave', () => {
    for (const answer of Object.values(said)) {
      expect(isWholeHttp2Answer(hex(answer))).toBe(true)
      expect(isWholeHttp2Answer(hex(answer).subarray(0, -1))).toBe(false)
    }
    expect(isWholeHttp2Answer(hex('0000080700000000000000000000000000'))).toBe(true)
    expect(isWholeHttp2Answer(hex('00000403000000000100000000'))).toBe(true)
    expect(isWholeHttp2Answer(Buffer.alloc(12_288))).toBe(true)
  })

  it('may come padded, with a priority, in several frames, with frames of the connection between', () => {
    // HEADERS without END_HEADERS, two bytes of padding and a priority; SETTINGS; CONTINUATION; DATA with padding.
    const frames = [
      '000009012800000001' + '02' + '0000000010' + '88' + '0000',
      '000000040100000000',
      '000003090400000001' + '760161',
      '000005000900000001' + '02' + '6869' + '0000',
    ]
    expect(text(hex(frames.join('')))).toBe('HTTP/2.0 200\r\nserver: a\r\n\r\nhi')
  })

  it('may end its stream before the end of its fields', () => {
    const answer = hex('000001010100000001' + '88' + '000003090400000001' + '760161')
    expect(text(answer)).toBe('HTTP/2.0 200\r\nserver: a\r\n\r\n')
    expect(isWholeHttp2Answer(answer)).toBe(true)
    expect(isWholeHttp2Answer(answer.subarray(0, 10))).toBe(false)
  })

  it.each([
    ['no status', '000003010500000001' + '760161'],
    ['a status that there is not', '000005010500000001' + '0803' + '313939'],
    ['a block that is no block', '000001010500000001' + 'be'],
    ['no end of the fields', '000001010100000001' + '88'],
    ['another stream', '000001010500000003' + '88'],
  ])('with %s is none', (_what, frames) => {
    expect(text(hex(frames))).toBeUndefined()
  })

  it('keeps fields to their lines', () => {
    // A value with a line feed in it.
    expect(text(hex('000006010500000001' + '88' + '7603610a62'))).toBe('HTTP/2.0 200\r\n\r\n')
  })

  it('property: of any bytes', () => {
    const changed = fc
      .tuple(
        fc.constantFrom(...Object.values(said)),
        fc.array(fc.tuple(fc.nat(120), fc.nat(255)), { maxLength: 6 }),
      )
      .map(([answer, changes]) => {
        const bytes = hex(answer)
        for (const [at, value] of changes) bytes[at] = value
        return bytes
      })
    fc.assert(
      fc.property(changed, (bytes) => {
        isWholeHttp2Answer(bytes)
        expect(http2Response(bytes)?.length ?? 0).toBeLessThan(20_000)
      }),
    )
  })
})
