import { describe, expect, test } from 'vitest'
import { HostMemory } from '../../../src/fingerprint/host-memory.ts'

describe('HostMemory', () => {
  test('lets so many endpoints of a host in at once, and the others in turn', async () => {
    const hosts = new HostMemory(2)
    const entered: number[] = []
    const enter = (number: number): Promise<void> =>
      hosts.enter('192.0.2.1', 'unnamed').then(() => void entered.push(number))
    await Promise.all([enter(1), enter(2)])
    const third = enter(3)
    await hosts.enter('192.0.2.2', 'unnamed')
    expect(entered).toEqual([1, 2])
    hosts.leave('192.0.2.1', 'unnamed')
    await third
    expect(entered).toEqual([1, 2, 3])
  })

  test('finds a host mute after 20 endpoints that said nothing in the same manner', () => {
    const hosts = new HostMemory(1)
    for (let at = 0; at < 19; at++) hosts.note('192.0.2.1', ['close', 'close'])
    hosts.note('192.0.2.1', ['silence'])
    expect(hosts.isMute('192.0.2.1')).toBe(false)
    hosts.note('192.0.2.1', ['close', 'close'])
    expect(hosts.isMute('192.0.2.1')).toBe(true)
    expect(hosts.isMute('192.0.2.2')).toBe(false)
  })

  test('a host that ever spoke is never mute', () => {
    const hosts = new HostMemory(1)
    for (let at = 0; at < 30; at++) hosts.note('192.0.2.1', ['close'])
    hosts.note('192.0.2.1', ['close', 'data'])
    expect(hosts.isMute('192.0.2.1')).toBe(false)
  })

  test('keeps a place for those with a name, whoever has none', async () => {
    const hosts = new HostMemory(1)
    await hosts.enter('192.0.2.1', 'unnamed')
    const waits = hosts.enter('192.0.2.1', 'unnamed').then(() => 'unnamed')
    const named = hosts.enter('192.0.2.1', 'named').then(() => 'named')
    expect(await Promise.race([waits, named])).toBe('named')
    hosts.leave('192.0.2.1', 'unnamed')
    expect(await waits).toBe('unnamed')
  })

  test('forgets a finished host, but not one that is worked on', () => {
    const hosts = new HostMemory(1)
    for (let at = 0; at < 20; at++) hosts.note('192.0.2.1', ['close'])
    hosts.come('192.0.2.1')
    hosts.forget('192.0.2.1')
    expect(hosts.isMute('192.0.2.1')).toBe(true)
    hosts.go('192.0.2.1')
    hosts.forget('192.0.2.1')
    expect(hosts.isMute('192.0.2.1')).toBe(false)
  })

  test('remembers a bounded number of hosts', () => {
    const hosts = new HostMemory(1)
    const address = (at: number): string => `2001:db8::${at.toString(16)}`
    for (let at = 0; at < 20; at++) hosts.note(address(0), ['close'])
    for (let at = 1; at <= 4_096; at++) hosts.note(address(at), ['close'])
    expect(hosts.isMute(address(0))).toBe(false)
  })
})

test('mute ports are reason to try others, once', () => {
  const memory = new HostMemory(2)
  for (let port = 0; port < 19; port++) memory.note('192.0.2.1', ['silence', 'silence'])
  expect(memory.needsTrial('192.0.2.1')).toBe(false)
  memory.note('192.0.2.1', ['silence', 'silence'])
  expect([memory.needsTrial('192.0.2.1'), memory.needsTrial('192.0.2.1')]).toEqual([true, false])
  expect(memory.needsTrial('192.0.2.2')).toBe(false)
})

test('a host with every port open is remembered until it is forgotten', () => {
  const memory = new HostMemory(2)
  expect(memory.isAllOpen('192.0.2.1')).toBe(false)
  memory.noteAllOpen('192.0.2.1')
  expect([memory.isAllOpen('192.0.2.1'), memory.isAllOpen('192.0.2.2')]).toEqual([true, false])
  memory.forget('192.0.2.1')
  expect(memory.isAllOpen('192.0.2.1')).toBe(false)
})

test('who waits for a host to rest waits for all of its endpoints, and not at all where there is none', async () => {
  const memory = new HostMemory(1)
  await memory.rest('192.0.2.1')
  memory.come('192.0.2.1')
  memory.come('192.0.2.1')
  const seen: string[] = []
  const rested = memory.rest('192.0.2.1').then(() => seen.push('rested'))
  memory.go('192.0.2.1')
  await Promise.resolve()
  seen.push('second')
  memory.go('192.0.2.1')
  await rested
  expect(seen).toEqual(['second', 'rested'])
})

test('remembers what the ports of a host are, a bounded number of them', () => {
  const hosts = new HostMemory(1)
  expect(hosts.names('192.0.2.1').size).toBe(0)
  for (let name = 0; name < 40; name++) hosts.noteName('192.0.2.1', `name-${name}`)
  expect(hosts.names('192.0.2.1').size).toBe(32)
  expect(hosts.names('192.0.2.2').size).toBe(0)
})
