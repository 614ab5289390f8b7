import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesRecord, decodeText } from '../../../src/report/byte-text.ts'

test('base64 is lossless, also for a view into a larger buffer (H16)', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.nat(5), (bytes, start) => {
      const view = bytes.subarray(Math.min(start, bytes.length))
      return Buffer.from(bytesRecord(view, false).base64, 'base64').equals(Buffer.from(view))
    }),
  )
})

test('text is UTF-8, and what is not is a replacement character', () => {
  expect(decodeText(Uint8Array.of(0xc3, 0xa9, 0xff, 0xc0, 0x80))).toBe('é\ufffd\ufffd\ufffd')
  expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))).toBe('\ufeffA')
})
