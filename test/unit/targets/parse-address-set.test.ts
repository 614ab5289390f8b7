import { expect, test } from 'vitest'
import { parseAddressSet } from '../../../src/targets/parse-address-set.ts'

test('a list is written as targets are', () => {
  const set = parseAddressSet(['10.0.0.0/8 192.0.2.1-20', '2001:db8::/32', '::ffff:198.51.100.7'])
  for (const address of ['10.255.0.1', '192.0.2.20', '2001:db8:ffff::1', '198.51.100.7'])
    expect(set.has(address)).toBe(true)
  for (const address of ['11.0.0.0', '192.0.2.21', '2001:db9::', 'host.example'])
    expect(set.has(address)).toBe(false)
  expect(parseAddressSet([]).rangeCount).toBe(0)
})

test('parseAddressSet takes no names, ports or patterns without end', () => {
  expect(() => parseAddressSet('host.example')).toThrow(/is a name/)
  expect(() => parseAddressSet('192.0.2.1:80')).toThrow(/has ports/)
  expect(() => parseAddressSet('*.*.*.1')).toThrow(/more than 65,536 ranges/)
  expect(parseAddressSet(['10.*.*.1', '::1']).rangeCount).toBe(65_537)
})
