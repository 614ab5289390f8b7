import type { NetworkInterfaceInfo } from 'node:os'
import { describe, expect, test } from 'vitest'
import { createNeighbours } from '../../../src/net/neighbours.ts'
import { manualClock } from '../../support/manual-clock.ts'

const ipv4 = (address: string, netmask: string, internal = false): NetworkInterfaceInfo => ({
  address,
  netmask,
  family: 'IPv4',
  mac: '00:00:5e:00:53:00',
  internal,
  cidr: null,
})
const interfaces = {
  lo: [ipv4('127.0.0.1', '255.0.0.0', true)],
  eth0: [ipv4('192.0.2.5', '255.255.255.0'), ipv4('203.0.113.200', '255.255.255.128')],
}
const row = (address: string, flags = '0x2'): string =>
  `${address}  0x1  ${flags}  00:00:5e:00:53:01  *  eth0\n`

describe('createNeighbours', () => {
  test('a network of an interface is on the link; loopback, other networks, IPv6 and names are not', () => {
    const { onLink } = createNeighbours({ interfaces, read: () => '' })
    expect(['192.0.2.0', '192.0.2.255', '203.0.113.128'].map(onLink)).toEqual([true, true, true])
    const others = ['127.0.0.1', '192.0.3.1', '203.0.113.127', '2001:db8::1', 'host.example', '']
    expect(others.map(onLink)).toEqual(others.map(() => false))
  })

  test('a hardware address, nobody, or nothing known', () => {
    const read = (): string => row('192.0.2.1') + row('192.0.2.2', '0x0') + row('198.51.100.1')
    const neighbours = createNeighbours({ interfaces, read, clock: manualClock() })
    expect(neighbours.of('192.0.2.1')).toBe('00:00:5e:00:53:01')
    expect(neighbours.of('192.0.2.2')).toBe('incomplete')
    expect(neighbours.of('192.0.2.3')).toBeUndefined()
    // A row of another network is what a router said, or left over from before.
    expect(neighbours.of('198.51.100.1')).toBeUndefined()
  })

  test('is read only for addresses on the link, and then every 10 ms at most', () => {
    const clock = manualClock()
    let reads = 0
    const neighbours = createNeighbours({ interfaces, read: () => (reads++, row('192.0.2.1')), clock })
    for (const address of ['198.51.100.1', '127.0.0.1', '2001:db8::1']) neighbours.of(address)
    expect([reads, neighbours.wait]).toEqual([0, 0])
    for (let asked = 0; asked < 1_000; asked++) neighbours.of('192.0.2.7')
    expect([reads, neighbours.wait]).toEqual([1, 10])
    clock.jump(10)
    expect(neighbours.wait).toBe(0)
    neighbours.of('192.0.2.7')
    expect(reads).toBe(2)
  })

  test.each([
    [2, 200],
    [50, 1_000],
  ])('a reading of %d ms is good for %d ms', (cost, good) => {
    const clock = manualClock()
    const read = (): string => (clock.jump(cost), '')
    const neighbours = createNeighbours({ interfaces, read, clock })
    neighbours.of('192.0.2.1')
    expect(neighbours.wait).toBe(good)
  })

  test('the table of this machine can be asked, whatever machine it is', () => {
    expect(createNeighbours().of('127.0.0.1')).toBeUndefined()
    const anywhere = { eth0: [ipv4('0.0.0.1', '0.0.0.0')] }
    const neighbour = createNeighbours({ interfaces: anywhere }).of('192.0.2.1')
    expect(neighbour ?? 'incomplete').toMatch(/^(incomplete|[\da-f:]{17})$/)
  })
})
