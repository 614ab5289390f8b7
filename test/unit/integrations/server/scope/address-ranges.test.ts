import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAddressSet } from 'portscan-core'
import {
  rangeText,
  readAddresses,
  without,
} from '../../../../../src/integrations/server/scope/address-ranges.ts'

test('link-local blocks need no zone', () => {
  expect(readAddresses(['fe80::/10']).has('fe80::1%eth0')).toBe(true)
  expect(readAddresses(['fe80::1-fe80::9']).has('fe80::a%eth0')).toBe(false)
  expect(readAddresses(['FEBF::1']).has('febf::1%1')).toBe(true)
})

test('what is taken out is out', () => {
  const rest = without(readAddresses(['192.0.2.0/24']).ranges(), readAddresses(['192.0.2.1-192.0.2.254']))
  expect(rest.map(rangeText)).toEqual(['192.0.2.0-192.0.2.0', '192.0.2.255-192.0.2.255'])
})

test('a range is read again as what it was', () => {
  const v6 = fc.bigInt({ min: 0n, max: 2n ** 128n - 1n })
  const v4 = fc.integer({ min: 0, max: 2 ** 32 - 1 })
  const check = (range: Parameters<typeof rangeText>[0]): void => {
    // A mapped range is IPv4 to the set.
    const [wanted] = parseAddressSet([]).union([range]).ranges()
    expect(parseAddressSet([rangeText(range)]).ranges()).toEqual([wanted])
  }
  fc.assert(fc.property(v6, v6, (a, b) => check({ family: 6, first: a < b ? a : b, last: a < b ? b : a })))
  fc.assert(fc.property(v4, v4, (a, b) => check({ family: 4, first: Math.min(a, b), last: Math.max(a, b) })))
})
