import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatIPv4, formatIPv6 } from '../../../src/net/address.ts'
import { normalizeAddress } from '../../../src/net/embedded-address.ts'

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['::FFFF:0A00:0001', '10.0.0.1'],
  ['0:0:0:0:0:ffff:7f00:1', '127.0.0.1'],
  ['::ffff:0:10.0.0.1', '10.0.0.1'],
  ['::10.0.0.1', '10.0.0.1'],
  ['64:ff9b::169.254.169.254', '169.254.169.254'],
  ['64:ff9b:1::10.0.0.1', '10.0.0.1'],
  ['2002:7f00:1::', '127.0.0.1'],
  ['2002:a9fe:a9fe:1::5', '169.254.169.254'],
  ['2001:0:4136:e378:8000:63bf:3fff:fdd2', '192.0.2.45'],
  ['::', '::'],
  ['::1', '::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['2001:DB8::1', '2001:db8::1'],
  ['host.example', 'host.example'],
])('%s is %s to a policy', (text, seen) => {
  expect(normalizeAddress(text)).toBe(seen)
})

test('whatever form an IPv4 address hides in, it is found', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 0xffff_ffff }),
      fc.bigInt({ min: 0n, max: 2n ** 80n - 1n }),
      (value, rest) => {
        const inner = BigInt(value)
        const forms = [
          inner,
          (0xffffn << 32n) | inner,
          (0x64_ff9bn << 96n) | inner,
          (0x2002n << 112n) | (inner << 80n) | rest,
          (0x2001n << 112n) | ((rest >> 16n) << 32n) | (inner ^ 0xffff_ffffn),
        ]
        for (const form of forms) expect(normalizeAddress(formatIPv6(form))).toBe(formatIPv4(value))
      },
    ),
  )
})
