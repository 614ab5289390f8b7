import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bodyOf } from '../../../src/fingerprint/http-body.ts'
import { parseHttpResponse } from '../../../src/fingerprint/http-response.ts'

function body(text: string, fields = 'Transfer-Encoding: chunked\r\n'): string | undefined {
  const answer = Buffer.from(`HTTP/1.1 200 OK\r\n${fields}\r\n${text}`, 'latin1')
  return Buffer.from(bodyOf(parseHttpResponse(answer)!, answer)).toString('latin1')
}

test.each([
  ['one chunk', '2\r\nhi\r\n0\r\n\r\n', 'hi'],
  ['several', '2\r\nhi\r\n003;x=y\r\n yo\r\n0\r\n\r\n', 'hi yo'],
  ['with line feeds alone', '2\nhi\n1 \n!\n0\n\n', 'hi!'],
  ['cut off', '2\r\nhi\r\nff\r\nthere', 'hithere'],
  ['cut off in a length', '2\r\nhi\r\nf', 'hi'],
  ['none', '0\r\n\r\n', ''],
  ['nothing yet', '', ''],
  ['what is no chunk', '<html>', '<html>'],
  ['a length without bounds', 'fffffffff\r\nhi', 'fffffffff\r\nhi'],
  ['a negative length', '-1\r\nhi', '-1\r\nhi'],
])('chunks: %s', (_what, text, whole) => {
  expect(body(text)).toBe(whole)
})

test('a body that is not chunked stays as it is, and none is empty', () => {
  expect(body('2\r\nhi\r\n0\r\n\r\n', '')).toBe('2\r\nhi\r\n0\r\n\r\n')
  const half = Buffer.from('HTTP/1.1 200 OK\r\nServer: x')
  expect(bodyOf(parseHttpResponse(half)!, half)).toHaveLength(0)
})

test('property: never throws, never makes anything longer', () => {
  const piece = fc.oneof(
    fc.constantFrom('\r\n', '\n', '0', '1', 'a', 'ffffffff', ';'),
    fc.string({ maxLength: 9 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('')
      expect(body(text)!.length).toBeLessThanOrEqual(Buffer.byteLength(text, 'latin1'))
    }),
  )
})
