import { describe, expect, test } from 'vitest'
import type { AddressRange } from '../../../src/net/address-range.ts'
import { walkAddresses } from '../../../src/targets/address-walk.ts'

function walk(ranges: readonly AddressRange[], seed?: number, limit = 1000): string[] {
  const addresses = walkAddresses(ranges, seed)
  const list: string[] = []
  for (let next = addresses.next(); next !== undefined && list.length < limit; next = addresses.next())
    list.push(next)
  return list
}

const v4: AddressRange[] = [
  { family: 4, first: 0xc0000201, last: 0xc0000203 },
  { family: 4, first: 0xffffffff, last: 0xffffffff },
]
const v6: AddressRange[] = [
  { family: 6, first: 1n, last: 2n, zone: 'a' },
  { family: 6, first: 2n ** 128n - 1n, last: 2n ** 128n - 1n, zone: 'a' },
]

describe('walkAddresses', () => {
  test('in sequence', () => {
    expect(walk(v4)).toEqual(['192.0.2.1', '192.0.2.2', '192.0.2.3', '255.255.255.255'])
    expect(walk(v6)).toEqual(['::1%a', '::2%a', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff%a'])
    expect(walk([])).toEqual([])
  })

  test('permuted: the same addresses, in some seed’s order another', () => {
    for (const ranges of [v4, v6]) {
      const orders = [1, 2, 3, 4, 5].map((seed) => walk(ranges, seed))
      for (const order of orders) expect([...order].sort()).toEqual(walk(ranges).sort())
      expect(new Set(orders.map(String)).size).toBeGreaterThan(1)
    }
  })

  test('the end stays the end', () => {
    for (const ranges of [v4, v6]) {
      const addresses = walkAddresses(ranges)
      while (addresses.next() !== undefined);
      expect(addresses.next()).toBeUndefined()
    }
  })

  test('more than 2^53 addresses: the first pieces hold the first addresses', () => {
    const list = walk([{ family: 6, first: 0x20010db8n << 96n, last: (0x20010db8n << 96n) + 2n ** 64n }], 3)
    expect(new Set(list).size).toBe(1000)
    expect(list.every((address) => /^2001:db8::([0-9a-f]{1,4}:)?[0-9a-f]{1,4}$/.test(address))).toBe(true)
  })
})
