import fc from 'fast-check'
import { expect, test } from 'vitest'
import { familyOf } from '../../../src/net/address.ts'
import * as records from '../../../src/threads/dial-records.ts'

const address = fc.oneof(
  fc.ipV4(),
  fc.ipV6().filter((text) => !text.includes('.')),
)

test('an order says which address and which port, whatever they are', () => {
  fc.assert(
    fc.property(address, fc.nat(65_535), fc.nat(1e6), (text, port, id) => {
      const family = familyOf(text)!
      const words = new Int32Array(20).fill(-1)
      const at = 7
      const own = records.addressWords(text)!
      records.writeDial(words, at, id, { address: text, family, port, transport: 'tcp' }, own)
      const what = words[at + 1]!
      expect(words[at]).toBe(id)
      expect(records.kindOf(what)).toBe(records.DIAL)
      expect(records.familyIn(what)).toBe(family)
      expect(records.portIn(what)).toBe(port)
      const read = records.addressText(family, words, at + records.ADDRESS)
      expect(records.addressWords(read)).toEqual(own)
      expect(words[at - 1]).toBe(-1)
      expect(words[at + records.ORDER_WORDS]).toBe(-1)
    }),
  )
})

test.each([
  ['192.0.2.1', [0xc0000201 | 0, 0, 0, 0]],
  ['255.255.255.255', [-1, 0, 0, 0]],
  ['2001:db8::1', [0x20010db8, 0, 0, 1]],
  ['::', [0, 0, 0, 0]],
])('%s stands in the order of the network', (text, words) => {
  expect(records.addressWords(text)).toEqual(words)
})

test.each(['fe80::1%eth0', 'www.example', '', '192.0.2.256'])('%j has no words', (text) => {
  expect(records.addressWords(text)).toBeUndefined()
})

test.each(['ECONNREFUSED', 'ETIMEDOUT', 'EAGAIN', 'EHOSTUNREACH', 'ESELFCONNECT', 'ECANCELED', 'UNKNOWN'])(
  '%s comes out of its number again',
  (code) => {
    expect(records.codeOf(records.numberOf(code))).toBe(code)
  },
)

test('a code that has no number is unknown, and a number that has no name says itself', () => {
  expect(records.codeOf(records.numberOf('ENEVERHEARD'))).toBe('UNKNOWN')
  expect(records.codeOf(4_711)).toBe('errno 4711')
})
