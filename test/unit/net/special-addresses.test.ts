import ipaddr from 'ipaddr.js'
import { expect, test } from 'vitest'
import { formatIPv4 } from '../../../src/net/address.ts'
import {
  outOfScope,
  SPECIAL_REGISTRY_DATE,
  specialBlocks,
  specialPurpose,
} from '../../../src/net/special-addresses.ts'

test('the tables are not older than 18 months: compare them with the registries and move the date', () => {
  const due = new Date(SPECIAL_REGISTRY_DATE)
  due.setUTCMonth(due.getUTCMonth() + 18)
  expect(Date.now()).toBeLessThan(due.getTime())
})

test.each([
  ['10.1.2.3', 'Private-Use', '10.0.0.0/8'],
  ['172.31.255.255', 'Private-Use', '172.16.0.0/12'],
  ['100.127.0.1', 'Shared Address Space', '100.64.0.0/10'],
  ['169.254.169.254', 'Link Local', '169.254.0.0/16'],
  ['192.0.0.9', 'Port Control Protocol Anycast', '192.0.0.9/32'],
  ['192.0.0.77', 'IETF Protocol Assignments', '192.0.0.0/24'],
  ['255.255.255.255', 'Limited Broadcast', '255.255.255.255/32'],
  ['239.1.1.1', 'Multicast', '224.0.0.0/4'],
  ['::1', 'Loopback Address', '::1/128'],
  ['::ffff:10.0.0.1', 'IPv4-mapped Address', '::ffff:0:0/96'],
  ['2001:0:1::', 'TEREDO', '2001::/32'],
  ['2001:1::1', 'Port Control Protocol Anycast', '2001:1::1/128'],
  ['2001:100::', 'IETF Protocol Assignments', '2001::/23'],
  ['2001:db8::5', 'Documentation', '2001:db8::/32'],
  ['fd12::1', 'Unique-Local', 'fc00::/7'],
  ['fe80::1%eth0', 'Link-Local Unicast', 'fe80::/10'],
])('%s is %s (%s)', (address, name, block) => {
  expect(specialPurpose(address)).toMatchObject({ name, block })
})

test.each([
  '8.8.8.8',
  '172.32.0.0',
  '100.128.0.0',
  '198.20.0.0',
  '2606:4700::1',
  '2001:200::1',
  'host.example',
])('%s is ordinary', (address) => {
  expect(specialPurpose(address)).toBeUndefined()
})

test('whatever ipaddr.js knows as special is in the tables (first address of each /16)', () => {
  for (let value = 0; value < 2 ** 32; value += 65_536) {
    const text = formatIPv4(value)
    if (ipaddr.IPv4.parse(text).range() !== 'unicast') expect(specialPurpose(text), text).toBeDefined()
  }
})

test('what can be no target is out of scope, and nothing else', () => {
  for (const address of [
    '0.0.0.0',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    'ff02::1',
    '::ffff:0.0.0.0',
  ]) {
    expect(outOfScope.has(address), address).toBe(true)
  }
  for (const address of [
    '0.0.0.1',
    '127.0.0.1',
    '223.255.255.255',
    '10.0.0.255',
    '::1',
    'fe80::1',
    '::ffff:10.0.0.1',
  ]) {
    expect(outOfScope.has(address), address).toBe(false)
  }
})

test('all blocks are listed, the narrowest first, each found by its own first address', () => {
  const lengths = specialBlocks().map(({ block }) => Number(block.split('/')[1]))
  expect(lengths).toEqual([...lengths].sort((a, b) => b - a))
  expect(specialBlocks().length).toBeGreaterThan(45)
  for (const { block } of specialBlocks()) {
    // The first address of a block may lie in a narrower one.
    expect(specialPurpose(block.split('/')[0]!)?.block.startsWith(block.split('/')[0]!), block).toBe(true)
  }
})
