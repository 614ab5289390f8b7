import { describe, expect, test } from 'vitest'
import type { Discoverer } from '../../src/discover/discoverer.ts'
import { tcpPing } from '../../src/discover/tcp-ping.ts'
import type { HostEvent, ScanEvent } from '../../src/model/event.ts'
import type { ScanOptions } from '../../src/scan-options.ts'
import { collect } from '../../src/flow/collect.ts'
import { scanWorld, type ScanWorld } from './scan-world.ts'

const lastOctet = (address: string): number => Number(address.split('.').at(-1))

/** Every fourth address is a host that refuses all ports but 8080; the others are silent. */
function network(): ScanWorld {
  return scanWorld(
    {
      ports: ({ address, port }) =>
        lastOctet(address) % 4 === 0 ? (port === 8080 ? 'open' : 'closed') : 'filtered',
    },
    { names: { 'quiet.example': ['192.0.2.1'] } },
  )
}

async function eventsOf(targets: string | string[], options: ScanOptions, world = network()) {
  const events = await world.clock.runUntilIdle(
    collect(world.scan(targets, { states: 'all', ...options }).events()),
  )
  return { ...world, events, scanned: scannedBy(events) }
}

const scannedBy = (events: readonly ScanEvent[]): string[] => [
  ...new Set(events.filter((event) => event.kind === 'port').map(({ address }) => address)),
]
const downs = (events: readonly ScanEvent[]): HostEvent[] =>
  events.filter((event) => event.kind === 'host' && event.status === 'down') as HostEvent[]

const PORTS = '1-20,8080'

describe('discovery', () => {
  test('without it every host is scanned', async () => {
    const { events, scanned } = await eventsOf('192.0.2.0/28', { ports: '22,8080' })
    expect(scanned).toHaveLength(16)
    expect(downs(events)).toEqual([])
  })

  test("'auto' scans who is there, and tells of the others", async () => {
    const { events, scanned, dialled } = await eventsOf('192.0.2.0/28', { ports: PORTS, discovery: 'auto' })
    expect(scanned.map(lastOctet).sort((a, b) => a - b)).toEqual([0, 4, 8, 12])
    const skips = events.filter((event) => event.kind === 'skipped')
    expect(skips.map(({ reason }) => reason)).toEqual(Array(12).fill('host-down'))
    expect(
      downs(events)
        .map(({ address }) => address)
        .sort(),
    ).toEqual(skips.map(({ address }) => address).sort())
    expect(dialled.get('192.0.2.1:1')).toBeUndefined()
  })

  test.each([
    ['few addresses', '192.0.2.0/29', PORTS],
    ['few ports', '192.0.2.0/28', '1-15,8080'],
    ['a name', 'quiet.example', PORTS],
    ['single addresses', ['192.0.2.1', '192.0.2.2', '192.0.2.3'], PORTS],
  ])("'auto' does not look for hosts where it does not pay: %s", async (_what, targets, ports) => {
    const { events, dialled } = await eventsOf(targets, { ports, discovery: 'auto' })
    expect(downs(events)).toEqual([])
    expect([...dialled.keys()].some((key) => key.endsWith(':443'))).toBe(false)
  })

  test('ports of its own count for a host', async () => {
    const world = network()
    const targets = [{ host: '192.0.2.0/28', ports: '22' }, { host: '198.51.100.0/28' }]
    const events = await world.clock.runUntilIdle(
      collect(world.scan(targets, { ports: PORTS, discovery: 'auto', states: 'all' }).events()),
    )
    expect(downs(events).every(({ target }) => target === '198.51.100.0/28')).toBe(true)
    expect(downs(events)).toHaveLength(12)
  })

  test('a list is asked for every host, by the names too', async () => {
    const { events, scanned } = await eventsOf(['quiet.example', '192.0.2.4'], {
      ports: '8080',
      discovery: [tcpPing({ ports: [22] })],
    })
    expect(scanned).toEqual(['192.0.2.4'])
    expect(downs(events)).toMatchObject([{ name: 'quiet.example', reason: 'no-response' }])
  })

  test('nobody is asked whom the policy does not permit, and the reason stays the policy', async () => {
    const asked: string[] = []
    const own: Discoverer = {
      name: 'own',
      discover: ({ address }) => (asked.push(address), Promise.resolve({ status: 'silent' })),
    }
    const world = network()
    const { events } = await eventsOf(
      ['192.0.2.1', '192.0.2.2', '192.0.2.4'],
      { ports: '22', deny: '192.0.2.1', discovery: [own, tcpPing()] },
      world,
    )
    expect(asked).toEqual(['192.0.2.2', '192.0.2.4'])
    const skips = events.filter((event) => event.kind === 'skipped')
    expect(skips.map(({ address, reason }) => `${String(address)} ${reason}`).sort()).toEqual([
      '192.0.2.1 policy',
      '192.0.2.2 host-down',
    ])
    expect([...world.dialled.keys()].filter((key) => key.startsWith('192.0.2.1:'))).toEqual([])
  })

  test('a stranger’s discoverer is held to the rate, and so are pings', async () => {
    const own: Discoverer = { name: 'own', discover: () => Promise.resolve({ status: 'silent' }) }
    const strange = await eventsOf('192.0.2.0/29', { ports: '22', rate: 10, discovery: [own] })
    expect(strange.clock.now()).toBeGreaterThanOrEqual(690)
    const pinged = await eventsOf('192.0.2.1', { ports: '22', rate: 10, discovery: [tcpPing()] })
    expect(pinged.network.dials).toBe(16)
    expect(pinged.clock.now()).toBeGreaterThanOrEqual(1_500)
  })

  test('a scan that is paused looks for nobody', async () => {
    const world = network()
    const run = world.scan('192.0.2.0/28', { ports: PORTS, discovery: 'auto' })
    run.pause()
    const done = run.report()
    await world.clock.advance(60_000)
    expect(world.network.dials).toBe(0)
    run.resume()
    expect((await world.clock.runUntilIdle(done)).hosts).toHaveLength(4)
  })

  test('the report has who was found as hosts, the others as skipped, and the whole in its figures', async () => {
    const world = network()
    const run = world.scan('192.0.2.0/28', { ports: PORTS, discovery: 'auto' })
    expect(run.stats.total).toBeUndefined()
    const report = await world.clock.runUntilIdle(run.report())
    expect(report.hosts.map(({ address }) => lastOctet(address))).toEqual([0, 4, 8, 12])
    expect(report.stats).toMatchObject({ skipped: 12, hosts: 4, done: 84, total: 84, fraction: 1 })
  })

  test('all connections of search and scan together stay within the concurrency', async () => {
    const { network: net } = await eventsOf('192.0.2.0/26', {
      ports: PORTS,
      discovery: 'auto',
      concurrency: 20,
    })
    expect(net.most).toBeLessThanOrEqual(20)
  })

  test('a scan that is resumed at any moment loses no host and no port', async () => {
    for (let stop = 1; stop <= 84; stop += 9) {
      const world = network()
      const options = { ports: PORTS, discovery: 'auto', states: 'all', seed: 7 } as const
      const first = world.scan('192.0.2.0/28', options)
      const seen = new Set<string>()
      const partly = async (): Promise<void> => {
        let results = 0
        for await (const { address, port } of first) {
          if (++results > stop) break
          seen.add(`${address}:${String(port)}`)
        }
      }
      const checkpoint = first.checkpoint.bind(first)
      await world.clock.runUntilIdle(partly())
      const resumed = world.scan('192.0.2.0/28', {
        ...options,
        resume: JSON.parse(JSON.stringify(checkpoint())) as ReturnType<typeof checkpoint>,
      })
      for (const { address, port } of await world.clock.runUntilIdle(collect(resumed)))
        seen.add(`${address}:${String(port)}`)
      expect(seen.size, `after ${String(stop)} results`).toBe(84)
    }
  })

  test('a checkpoint of a scan with it does not fit one without', async () => {
    const world = network()
    const resume = world.scan('192.0.2.0/28', { ports: PORTS, discovery: 'auto', seed: 7 }).checkpoint()
    expect(() => world.scan('192.0.2.0/28', { ports: PORTS, seed: 7, resume })).toThrow(
      expect.objectContaining({ code: 'ERR_CHECKPOINT' }),
    )
  })
})
