import { describe, expect, test } from 'vitest'
import { PortMemory } from '../../../src/fingerprint/port-memory.ts'

describe('PortMemory', () => {
  test('tells what a port was, the latest first, each name once', () => {
    const memory = new PortMemory()
    expect(memory.lately(7001)).toEqual([])
    for (const name of ['redis', 'mqtt', 'redis']) memory.note(7001, name)
    memory.note(7002, 'ldap')
    expect(memory.lately(7001)).toEqual(['redis', 'mqtt'])
    expect(memory.lately(7002)).toEqual(['ldap'])
  })

  test('keeps three names a port, and the ports that were seen last', () => {
    const memory = new PortMemory()
    for (const name of ['a', 'b', 'c', 'd']) memory.note(1, name)
    expect(memory.lately(1)).toEqual(['d', 'c', 'b'])
    for (let port = 2; port <= 4_097; port++) memory.note(port, 'x')
    expect([memory.lately(1), memory.lately(2), memory.lately(4_097)]).toEqual([[], ['x'], ['x']])
  })
})
