import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeHpack, encodeHpack, type Field } from '../../../../src/fingerprint/services/hpack.ts'

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')

it.each<[string, string, readonly Field[] | undefined]>([
  [
    'C.2.1, a field to remember',
    '400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572',
    [['custom-key', 'custom-header']],
  ],
  ['C.2.2, a name by its number', '040c 2f73 616d 706c 652f 7061 7468', [[':path', '/sample/path']]],
  [
    'C.2.3, a field never to be remembered',
    '1008 7061 7373 776f 7264 0673 6563 7265 74',
    [['password', 'secret']],
  ],
  ['C.2.4, a field by its number', '82', [[':method', 'GET']]],
  [
    'C.6.1, a response in the Huffman code',
    '4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6 2d1b ff6e 919d 29ad 1718 63c7 8f0b 97c8 e9ae 82ae 43d3',
    [
      [':status', '302'],
      ['cache-control', 'private'],
      ['date', 'Mon, 21 Oct 2013 20:13:21 GMT'],
      ['location', 'https://www.example.com'],
    ],
  ],
  [
    'a field that was remembered before in the block',
    '4001 6101 62 be',
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
  ],
  ['a new size of the table', '3fe11f 82', [[':method', 'GET']]],
  ['number 0', '80', undefined],
  ['a number that nobody has given', 'be', undefined],
  ['a string that is cut off', '040c 2f73', undefined],
  ['a number without an end', 'ffffffffffff', undefined],
])('reads %s', (_what, block, fields) => {
  expect(decodeHpack(hex(block))).toEqual(fields)
})

it('property: reads what it writes', () => {
  const word = fc.stringMatching(/^[!-~]{1,100}$/)
  fc.assert(
    fc.property(fc.array(fc.tuple(word, word), { maxLength: 60 }), (fields) => {
      expect(decodeHpack(encodeHpack(fields))).toEqual(fields)
    }),
  )
})

it('property: reads any bytes, and no more than 64 fields', () => {
  const block = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.uint8Array({ min: 0x80, max: 0xbd, maxLength: 200 }),
  )
  fc.assert(
    fc.property(block, (bytes) => {
      expect(decodeHpack(bytes)?.length ?? 0).toBeLessThanOrEqual(64)
    }),
  )
  expect(decodeHpack(new Uint8Array(20_000).fill(0x82))).toBeUndefined()
})
