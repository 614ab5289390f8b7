import type { NetworkInterfaceInfo } from 'node:os'
import { describe, expect, test } from 'vitest'
import { onLink, ownAddresses, type OwnAddress } from '../../../src/native/ping-links.ts'

const MAC = '00:00:5e:00:53:01'
function info(cidr: string, more: Partial<NetworkInterfaceInfo> = {}): NetworkInterfaceInfo {
  const family = cidr.includes(':') ? 'IPv6' : 'IPv4'
  return {
    address: cidr.split('/')[0]!,
    netmask: '',
    family,
    mac: MAC,
    internal: false,
    cidr,
    ...more,
  } as never
}

const indexOf = (name: string): number => ['', 'lo', 'eth0', 'eth1'].indexOf(name) + (name === '' ? 1 : 0)
const own = ownAddresses((name) => Math.max(0, indexOf(name)), {
  lo: [info('127.0.0.1/8', { internal: true })],
  eth0: [info('192.0.2.1/24'), info('2001:db8::1/64'), info('fe80::1/64')],
  'eth1:0': [info('192.0.2.129/25'), info('fe80::2/64')],
  tun0: [info('198.51.100.1/24', { mac: '00:00:00:00:00:00' })],
  gone: [info('203.0.113.1/24')],
  eth1: [info('203.0.113.9/32')],
})
const linksOf = (address: string): string[] | 'own' => {
  const near = onLink(own, address)
  return near === 'own' ? near : (near as OwnAddress[]).map(({ link }) => link.name)
}

describe('the links of an address', () => {
  test('loopback, tunnels and what has gone are none', () => {
    expect(own.map(({ link }) => link.name)).toEqual(['eth0', 'eth0', 'eth0', 'eth1', 'eth1', 'eth1'])
  })

  test.each([
    ['192.0.2.77', ['eth0']],
    ['192.0.2.200', ['eth0', 'eth1']],
    ['2001:db8::77', ['eth0']],
    ['fe80::77%eth1', ['eth1']],
    ['fe80::77%2', ['eth0']],
    ['fe80::77', ['eth0', 'eth1']],
  ])('%s is on %j', (address, links) => {
    expect(linksOf(address)).toEqual(links)
  })

  test.each([
    '127.0.0.2',
    '198.51.100.2',
    '203.0.113.2',
    '203.0.113.8',
    '2001:db8:1::1',
    'fe80::1%eth9',
    'x',
  ])('%s is on none', (address) => {
    expect(linksOf(address)).toEqual([])
  })

  test.each(['192.0.2.1', '203.0.113.9', '2001:db8::1', 'fe80::1%eth0'])('%s is this machine', (address) => {
    expect(linksOf(address)).toBe('own')
  })

  test('another interface may have the same link-local address as a host', () => {
    expect(linksOf('fe80::1%eth1')).toEqual(['eth1'])
  })
})

test('by default the interfaces of this machine', () => {
  expect(ownAddresses(() => 0)).toEqual([])
})
