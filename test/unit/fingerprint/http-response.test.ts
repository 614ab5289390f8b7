import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  header,
  headers,
  isWholeResponse,
  parseHttpResponse,
} from '../../../src/fingerprint/http-response.ts'
import { processorTime } from '../../support/processor-time.ts'

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1')
const parse = (text: string): ReturnType<typeof parseHttpResponse> => parseHttpResponse(bytes(text))

describe('parseHttpResponse', () => {
  test('reads status line and fields', () => {
    const parsed = parse(
      'HTTP/1.1 404 Not  Found\r\nServer:  a/1 \r\nSET-COOKIE: a=1\r\nset-cookie: b=2\r\n\r\nbody',
    )
    expect(parsed).toMatchObject({
      version: '1.1',
      status: 404,
      reason: 'Not  Found',
      bodyAt: 76,
      interim: 0,
    })
    expect(header(parsed!, 'server')).toBe('a/1')
    expect(headers(parsed!, 'set-cookie')).toEqual(['a=1', 'b=2'])
  })

  test('takes lone line feeds, no reason, and ICY', () => {
    expect(parse('HTTP/1.0 200\nServer: x\n\n')).toMatchObject({
      status: 200,
      reason: '',
      headers: [['server', 'x']],
    })
    expect(parse('ICY 200 OK\r\nicy-name: radio\r\n\r\n')).toMatchObject({ version: 'icy', status: 200 })
  })

  test('steps over interim responses', () => {
    const parsed = parse(
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\n',
    )
    expect(parsed).toMatchObject({ status: 200, interim: 2, headers: [] })
    expect(parse('HTTP/1.1 100 Continue\r\n\r\nHTTP')).toMatchObject({ status: 100, interim: 0 })
    expect(parse('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n')).toMatchObject({ status: 101 })
  })

  test('says when the head is not whole', () => {
    expect(parse('HTTP/1.1 200 OK\r\nServer: half')).toMatchObject({ bodyAt: undefined, headers: [] })
  })

  test.each([
    'RTSP/1.0 200 OK\r\n',
    'SIP/2.0 200 OK\r\n',
    'HTTP/1.1 20 OK',
    'HTTP/1.1 OK',
    ' HTTP/1.1 200 OK',
    'SSH-2.0-x',
  ])('is not fooled by %j', (text) => {
    expect(parse(text)).toBeUndefined()
  })

  test('takes at most 128 fields, and none that is no field', () => {
    const many = parse(`HTTP/1.1 200 OK\r\n${'A: b\r\n'.repeat(500)}\r\n`)
    expect(many!.headers).toHaveLength(128)
    const odd = parse('HTTP/1.1 200 OK\r\nno colon\r\n: empty\r\nbad name: x\r\n__proto__: y\r\n\r\n')
    expect(odd!.headers).toEqual([['__proto__', 'y']])
  })
})

describe('isWholeResponse', () => {
  test.each([
    ['HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbod', false],
    ['HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody', true],
    ['HTTP/1.1 200 OK\r\n\r\nuntil it closes', false],
    ['HTTP/1.1 204 No Content\r\n\r\n', true],
    ['HTTP/1.1 100 Continue\r\n\r\n', false],
    ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n', true],
    ['HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n', false],
    ['HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551616\r\n\r\n', false],
    ['HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=x\r\n\r\n--x', true],
    ['HTTP/1.0 200 OK\r\nContent-Type: audio/mpeg\r\n\r\n', true],
    ['HT', false],
    ['-ERR not HTTP at all', true],
  ])('%j: %s', (text, whole) => {
    expect(isWholeResponse(bytes(text))).toBe(whole)
  })

  test('never waits for more than is looked at', () => {
    const head = 'HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n'
    expect(isWholeResponse(bytes(head + 'x'.repeat(12_288)))).toBe(true)
  })
})

test('property: never throws, fields are bounded', () => {
  const line = fc.oneof(
    fc.constantFrom(
      'HTTP/1.1 200 OK',
      'ICY 200',
      'HTTP/1.1 100 Continue',
      '',
      'Content-Length: 3',
      ':',
      '\n',
      '\r',
    ),
    fc.string({ maxLength: 40 }),
  )
  const text = fc.array(line, { maxLength: 30 }).map((lines) => `HTTP/1.1 200 OK\r\n${lines.join('\r\n')}`)
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), text.map(bytes)), (answer) => {
      const parsed = parseHttpResponse(answer)
      isWholeResponse(answer)
      if (parsed === undefined) return
      expect(parsed.status).toBeGreaterThanOrEqual(100)
      expect(parsed.bodyAt ?? 0).toBeLessThanOrEqual(answer.length)
    }),
    { numRuns: 2_000 },
  )
})

test('16 KiB of anything takes no longer than a blink', () => {
  for (const attack of ['\n', '\r\n', 'a:', 'HTTP/1.1 100 C\r\n\r\n', 'A: b\r\n', ' ', '\0']) {
    const answer = bytes(`HTTP/1.1 200 OK\r\n${attack.repeat(20_000)}`.slice(0, 16_384))
    expect(processorTime(() => parseHttpResponse(answer))).toBeLessThan(100)
  }
})
