import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MOST_SENT, sentBytes } from '../../../../src/fingerprint/user-probes/sent-bytes.ts'

test.each([
  ['HELLO\\r\\n', [72, 69, 76, 76, 79, 13, 10]],
  ['\\x00\\xfF\\0\\t\\\\n', [0, 255, 0, 9, 92, 110]],
  ['\r\n', [13, 10]],
  ['é', [0xc3, 0xa9]],
  [{ hex: '01 fF\n00' }, [1, 255, 0]],
])('%j', (send, bytes) => {
  expect([...sentBytes(send)]).toEqual(bytes)
})

test.each([
  ['\\q', "'\\q' is no escape"],
  ['\\x1', "'\\x' is no escape"],
  ['end\\', 'is no escape'],
  ['', 'it is empty'],
  [{ hex: '0' }, 'not hexadecimal'],
  [{ hex: 'zz' }, 'not hexadecimal'],
  ['a'.repeat(MOST_SENT + 1), 'longer than'],
])('%j is refused', (send, reason) => {
  expect(() => sentBytes(send)).toThrow(reason)
})

test('bytes written in either way are those bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (bytes) => {
      const hex = Buffer.from(bytes).toString('hex')
      const text = hex.replace(/../g, '\\x$&')
      expect([...sentBytes({ hex })]).toEqual([...bytes])
      expect([...sentBytes(text)]).toEqual([...bytes])
    }),
  )
})
