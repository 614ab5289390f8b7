import { expect, it } from 'vitest'
import { murmur3 } from '../../../src/fingerprint/favicon-hash.ts'

it.each([
  ['', 0],
  ['hello', 613_153_351],
  ['hello, world', 345_750_399],
  ['The quick brown fox jumps over the lazy dog', 776_992_547],
])('MurmurHash3 of %j is %i', (text, hash) => {
  expect(murmur3(Buffer.from(text))).toBe(hash)
})
