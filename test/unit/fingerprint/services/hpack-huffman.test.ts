import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeHuffman } from '../../../../src/fingerprint/services/hpack-huffman.ts'

const hex = (text: string): Buffer => Buffer.from(text, 'hex')

// RFC 7541, appendices C.4 and C.6; then the codes of appendix B for bytes beyond text.
it.each([
  ['f1e3c2e5f23a6ba0ab90f4ff', 'www.example.com'],
  ['a8eb10649cbf', 'no-cache'],
  ['25a849e95ba97d7f', 'custom-key'],
  ['9d29ad171863c78f0b97c8e9ae82ae43d3', 'https://www.example.com'],
  [
    '94e7821dd7f2e6c7b335dfdfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007',
    'foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1',
  ],
  ['ffc7', '\0'],
  ['fffffff3', '\n'],
  ['', ''],
])('reads %s', (bytes, text) => {
  expect(decodeHuffman(hex(bytes))).toBe(text)
})

it.each([
  ['the end of the string within it', 'fffffffc'],
  ['padding of a whole byte', '1fff'],
  ['padding with a 0 in it', '18'],
])('does not take %s', (_what, bytes) => {
  expect(decodeHuffman(hex(bytes))).toBeUndefined()
})

it('property: reads any bytes; no code is shorter than five bits', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(decodeHuffman(bytes)?.length ?? 0).toBeLessThanOrEqual((bytes.length * 8) / 5)
    }),
  )
})
