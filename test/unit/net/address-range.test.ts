import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { describe, expect, test } from 'vitest'
import { formatIPv4, formatIPv6, parseAddress } from '../../../src/net/address.ts'
import { blockV4, blockV6, formatRange, rangeSize, unmapRange } from '../../../src/net/address-range.ts'

describe('blocks of addresses', () => {
  test('have the ends that ipaddr.js finds', () => {
    const value6 = fc.bigInt({ min: 0x2000n << 112n, max: (0x4000n << 112n) - 1n })
    fc.assert(
      fc.property(
        fc.nat({ max: 0xffff_ffff }),
        fc.nat({ max: 32 }),
        value6,
        fc.integer({ min: 3, max: 128 }),
        (v4, l4, v6, l6) => {
          const block = blockV4(v4, l4)
          expect(formatIPv4(block.first)).toBe(
            ipaddr.IPv4.networkAddressFromCIDR(`${formatIPv4(v4)}/${l4}`).toString(),
          )
          expect(formatIPv4(block.last)).toBe(
            ipaddr.IPv4.broadcastAddressFromCIDR(`${formatIPv4(v4)}/${l4}`).toString(),
          )
          expect(rangeSize(block)).toBe(2n ** BigInt(32 - l4))
          const block6 = blockV6(v6, l6)
          const first = ipaddr.IPv6.networkAddressFromCIDR(`${formatIPv6(v6)}/${l6}`).toRFC5952String()
          expect(formatIPv6(block6.first)).toBe(first)
          expect(rangeSize(block6)).toBe(2n ** BigInt(128 - l6))
        },
      ),
    )
  })
})

test.each([
  ['::ffff:192.0.2.0', '::ffff:192.0.2.9', '192.0.2.0-192.0.2.9'],
  ['::ffff:0.0.0.0', '::ffff:255.255.255.255', '0.0.0.0-255.255.255.255'],
  ['::fffe:ffff:ffff', '::ffff:0.0.0.1', '::fffe:ffff:ffff-::ffff:0.0.0.1'],
  ['2001:db8::1', '2001:db8::1', '2001:db8::1'],
])('%s to %s is %s', (from, to, written) => {
  const [first, last] = [parseAddress(from)!.value as bigint, parseAddress(to)!.value as bigint]
  expect(formatRange(unmapRange({ family: 6, first, last }))).toBe(written)
})

test('a zone is written at both ends', () => {
  expect(formatRange({ family: 6, first: 1n, last: 2n, zone: 'a' })).toBe('::1%a-::2%a')
})
