import { expect, it } from 'vitest'
import { ebcdic } from '../../../src/fingerprint/ebcdic.ts'

it('reads code page 37, and ASCII as it is', () => {
  expect(
    ebcdic(
      Buffer.from('\xc4\x82\xf2@\xe2\xd8\xd3\xf1\xf1\xf0\xf5\xf5@\xc0\x81`\xa9\xd0@a\xa7z\xf9', 'latin1'),
    ),
  ).toBe('Db2 SQL11055 {a-z} /x:9')
  expect(ebcdic(Buffer.from('SQL11055'))).toBe('SQL11055')
  expect(ebcdic(Buffer.from([0, 0x3f, 0xff, 0xfa]))).toBe('    ')
  expect(ebcdic(Buffer.alloc(9_999, 0xc1))).toHaveLength(256)
})
