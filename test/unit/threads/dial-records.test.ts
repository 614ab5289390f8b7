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

test('an order says the how-manieth try it is, up to 255, and nothing else changes', () => {
  const [endpoint, own] = [
    { address: '::1', family: 6, port: 65_535, transport: 'tcp' } as const,
    records.addressWords('::1')!,
  ]
  for (const [attempt, told] of [
    [undefined, 0],
    [1, 1],
    [255, 255],
    [257, 1],
  ] as const) {
    const words = new Int32Array(records.ORDER_WORDS)
    records.writeDial(words, 0, 9, endpoint, own, attempt)
    const what = words[1]!
    const read = [records.kindOf(what), records.familyIn(what), records.portIn(what), records.attemptIn(what)]
    expect(read).toEqual([records.DIAL, 6, 65_535, told])
  }
})

test('a message of ICMP comes out of its number again, and no other code is one', () => {
  const byte = fc.nat(255)
  fc.assert(
    fc.property(fc.constantFrom<4 | 6>(4, 6), byte, byte, (family, type, code) => {
      expect(records.icmpIn(records.icmpNumber(family, type, code))).toEqual([family, type, code])
    }),
  )
  const { OPENED, MET_ITSELF, GAVE_UP, UNHEARD_OF, NOT_DIALLED, RESET } = records
  const others = [OPENED, MET_ITSELF, GAVE_UP, UNHEARD_OF, NOT_DIALLED, RESET]
  expect(new Set(others).size).toBe(others.length)
  for (const code of [...others, 111, -1_000]) expect(records.icmpIn(code)).toBeUndefined()
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
