import { describe, expect, test } from 'vitest'
import { collect } from '../../src/flow/collect.ts'
import { createLimiter } from '../../src/net/limiter.ts'
import type { ProbeStrategy } from '../../src/probe/strategy.ts'
import { greets, silent } from '../support/peer-script.ts'
import { scanWorld } from './scan-world.ts'

describe('nothing bypasses', () => {
  test('the rate: scan and naming together keep to it', async () => {
    const sent: number[] = []
    const world = scanWorld({
      ports: ({ port }) => {
        sent.push(world.clock.now())
        return port === 22 ? 'open' : 'closed'
      },
    })
    await world.clock.runUntilIdle(
      collect(world.scan('192.0.2.0/30', { ports: '1-50', rate: 40, services: { intensity: 2 } })),
    )
    for (let at = 0; at < world.clock.now(); at += 200)
      expect(sent.filter((time) => time >= at && time < at + 1_000).length).toBeLessThanOrEqual(43)
    expect(sent.length).toBeGreaterThan(204)
  })

  test('a limiter: scan and naming together stay below it, and give all slots back', async () => {
    const world = scanWorld({ ports: ({ port }) => (port % 5 === 0 ? greets('hello\r\n') : 'closed') })
    const limiter = createLimiter(6)
    const options = { ports: '1-60', services: { intensity: 1 }, limiter }
    const scans = ['192.0.2.1', '192.0.2.2'].map((target) => collect(world.scan(target, options)))
    const found = await world.clock.runUntilIdle(Promise.all(scans))
    expect(found.map(({ length }) => length)).toEqual([12, 12])
    expect(world.network.most).toBeLessThanOrEqual(6)
    expect([limiter.active, limiter.waiting]).toEqual([0, 0])
  })

  test('policy: a strategy of the user’s is held to it, and to the rate', async () => {
    const asked: string[] = []
    const strategy: ProbeStrategy = {
      name: 'theirs',
      transport: 'tcp',
      probe: ({ address }) => {
        asked.push(address)
        return Promise.resolve({ state: 'closed', reason: 'conn-refused' })
      },
    }
    const { scan, clock } = scanWorld()
    const run = scan('192.0.2.0/30', {
      ports: '1-10',
      strategy: { tcp: strategy },
      deny: '192.0.2.2',
      rate: 10,
    })
    await clock.runUntilIdle(collect(run))
    expect(asked).toHaveLength(30)
    expect(asked).not.toContain('192.0.2.2')
    expect(clock.now()).toBeGreaterThan(2_500)
  })

  test('policy sees the IPv4 address inside an IPv6 one', async () => {
    const { scan, clock, network } = scanWorld({ ports: () => 'open' })
    const run = scan('64:ff9b::c000:201', { ports: 22, deny: '192.0.2.0/24' })
    await expect(clock.runUntilIdle(collect(run))).rejects.toMatchObject({ code: 'ERR_POLICY' })
    expect(network.dials).toBe(0)
  })
})

test('reverse names come with host events, for hosts that answered', async () => {
  const { scan, clock, resolver } = scanWorld(
    { ports: ({ address }) => (address === '192.0.2.1' ? 'open' : 'filtered') },
    { reverse: { '192.0.2.1': ['host.example'] } },
  )
  const report = await clock.runUntilIdle(scan('192.0.2.0/31', { ports: 22, reverse: true }).report())
  expect(report.hosts.map(({ address, names }) => [address, names])).toEqual([
    ['192.0.2.0', undefined],
    ['192.0.2.1', ['host.example']],
  ])
  expect(resolver.asked).toEqual(['192.0.2.1'])
})

test('IPv6 addresses with a zone and names with many addresses', async () => {
  const { scan, clock, dialled } = scanWorld(
    { ports: () => 'open' },
    { names: { 'six.example': ['2001:db8::1', '192.0.2.7'] } },
  )
  const found = await clock.runUntilIdle(
    collect(scan(['six.example', 'fe80::1%eth9'], { ports: 22, family: 6 })),
  )
  expect(found.map(({ address }) => address).sort()).toEqual(['2001:db8::1', 'fe80::1%eth9'])
  expect(dialled.size).toBe(2)
})

test('a probe whose words for UDP fail is told once, and its ports are asked all the same', async () => {
  const own = {
    name: 'own',
    ports: [],
    udpPorts: [53, 54],
    rarity: 1,
    matchers: [],
    datagrams: [
      (): never => {
        throw new Error('bug')
      },
    ],
  }
  const { scan, clock } = scanWorld({ ports: () => silent })
  const run = scan('192.0.2.1', { ports: 'U:53,U:54', states: 'all', services: { probes: [own] } })
  const events = await clock.runUntilIdle(collect(run.events()))
  const warnings = events.filter(({ kind }) => kind === 'warning')
  expect(events.filter(({ kind }) => kind === 'port')).toHaveLength(2)
  expect(warnings).toMatchObject([{ code: 'probe-failed' }])
})
