import type { NetworkInterfaceInfo } from 'node:os'
import { describe, expect, test } from 'vitest'
import { localInterface } from '../../../src/targets/local-interface.ts'
import { parseTargets } from '../../../src/targets/parse-target.ts'

function v4(address: string, length: number, internal = false): NetworkInterfaceInfo {
  return { family: 'IPv4', address, cidr: `${address}/${length}`, netmask: '', mac: '', internal }
}

function v6(address: string, length: number, internal = false): NetworkInterfaceInfo {
  return { family: 'IPv6', address, cidr: `${address}/${length}`, netmask: '', mac: '', internal, scopeid: 0 }
}

const interfaces = {
  lo: [v4('127.0.0.1', 8, true), v6('::1', 128, true)],
  tun0: [v6('fe80::5', 64), v6('2001:db8::5', 64)],
  eth0: [v4('192.0.2.5', 24), v6('fe80::1', 64), v6('2001:db8:1::5', 120), v6('2001:db8::5', 64)],
  wlan0: [v4('198.51.100.5', 25)],
}

describe('localInterface', () => {
  test.each([
    ['eth0', ['192.0.2.5/24', '2001:db8:1::5/120']],
    ['wlan0', ['198.51.100.5/25']],
    ['lo', ['127.0.0.1', '::1']],
  ])('%s', (name, networks) => {
    expect(localInterface(name, { interfaces })).toEqual(networks)
  })

  test('the default is the interface of the default route, or the first with IPv4', () => {
    expect(localInterface('default', { interfaces, defaultRoute: 'wlan0' })).toEqual(['198.51.100.5/25'])
    expect(localInterface('default', { interfaces, defaultRoute: 'gone0' })).toEqual([
      '192.0.2.5/24',
      '2001:db8:1::5/120',
    ])
  })

  test.each(['eth7', '', 'constructor', '\u001b[2J'])('%j is not there', (name) => {
    expect(() => localInterface(name, { interfaces })).toThrow(
      /no interface '.*' with an address; there are: lo, tun0, eth0, wlan0/,
    )
  })

  test('an interface without a network to scan, and a machine without any', () => {
    expect(() => localInterface('tun0', { interfaces })).toThrow(/no network that could be scanned/)
    expect(() => localInterface('default', { interfaces: {}, defaultRoute: 'x' })).toThrow(/no interface/)
  })

  test('what this machine has can be read as targets', () => {
    for (const target of localInterface('lo')) expect(parseTargets(target)).toHaveLength(1)
  })
})
