import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatAddress } from '../../../src/net/address.ts'
import { networkKey } from '../../../src/pace/network-key.ts'

test.each([
  ['192.0.2.7', '192.0.2'],
  ['2001:db8::7', '2001:db8:0:0'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['::1', '0:0:0:0'],
  ['2001:db8::1:2:3:4', '2001:db8:0:0'],
  ['1::2:3:4:5:6', '1:0:0:2'],
  ['fe80::1%eth0', 'fe80:0:0:0%eth0'],
])('%s lies in %s', (address, key) => {
  expect(networkKey(address)).toBe(key)
})

test('two IPv6 addresses have one key when and only when they share 64 bits', () => {
  const half = fc.oneof(fc.bigInt(0n, (1n << 64n) - 1n), fc.constantFrom(0n, 1n, 1n << 48n, 0xffffn))
  fc.assert(
    fc.property(half, half, half, half, (network, host, otherNetwork, otherHost) => {
      const key = (front: bigint, back: bigint): string =>
        networkKey(formatAddress({ family: 6, value: (front << 64n) | back }))
      expect(key(network, host)).toBe(key(network, otherHost))
      expect(key(network, host) === key(otherNetwork, otherHost)).toBe(network === otherNetwork)
    }),
  )
})
