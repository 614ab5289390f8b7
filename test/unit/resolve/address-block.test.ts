import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressesAround, familyOfPrefix, MAX_BLOCK } from '../../../src/resolve/address-block.ts'

test('the block around an address, once where two share it', () => {
  expect(addressesAround(['192.0.2.6', '192.0.2.4'], 30)).toEqual([
    '192.0.2.4',
    '192.0.2.5',
    '192.0.2.6',
    '192.0.2.7',
  ])
  expect(addressesAround(['255.255.255.255'], 31)).toEqual(['255.255.255.254', '255.255.255.255'])
  expect(addressesAround(['2001:db8::ffff'], 127)).toEqual(['2001:db8::fffe', '2001:db8::ffff'])
  expect(addressesAround(['fe80::1%eth0'], 128)).toEqual(['fe80::1%eth0'])
})

test('a length is for one family only', () => {
  expect([0, 32, 33, 128].map(familyOfPrefix)).toEqual([4, 4, 6, 6])
  expect(addressesAround(['192.0.2.1', '2001:db8::1'], 32)).toEqual(['192.0.2.1'])
  expect(addressesAround(['192.0.2.1'], 64)).toEqual([])
})

test('65,536 addresses and not one more, in one block or in all', () => {
  expect(addressesAround(['10.0.0.1'], 16)).toHaveLength(MAX_BLOCK)
  for (const [addresses, prefix] of [
    [['10.0.0.1'], 15],
    [['10.0.0.1'], 0],
    [['2001:db8::1'], 64],
    [['10.0.0.1', '10.1.0.1'], 16],
  ] as const)
    expect(() => addressesAround(addresses, prefix)).toThrow(/more than 65536 addresses/)
})

test('holds the address itself, and as many as the length says', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.integer({ min: 24, max: 32 }), (address, prefix) => {
      const block = addressesAround([address], prefix)
      expect(block).toContain(address)
      expect(new Set(block).size).toBe(2 ** (32 - prefix))
    }),
  )
})
