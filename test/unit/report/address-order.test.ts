import { expect, test } from 'vitest'
import { byAddress } from '../../../src/report/address-order.ts'

test('by number, IPv4 before IPv6, then by name', () => {
  const items = [
    { address: '2001:db8::10' },
    { address: '192.0.2.10' },
    { address: '2001:db8::9' },
    { address: '192.0.2.9', name: 'b.example' },
    { address: '192.0.2.9', name: 'a.example' },
    { address: '192.0.2.9' },
  ]
  expect(byAddress(items).map(({ address, name }) => `${address} ${name ?? ''}`.trim())).toEqual([
    '192.0.2.9',
    '192.0.2.9 a.example',
    '192.0.2.9 b.example',
    '192.0.2.10',
    '2001:db8::9',
    '2001:db8::10',
  ])
})
