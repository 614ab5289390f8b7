import { expect, test } from 'vitest'
import { greets } from '../../src/testing/peer-script.ts'
import { scanWorld } from './scan-world.ts'

test('an all-open host is marked in results, events and the report, and its services are not asked', async () => {
  let contacts = 0
  const world = scanWorld({
    ports: ({ address, port }) => {
      if (address === '192.0.2.2') return port === 22 ? greets('SSH-2.0-x\r\n') : 'closed'
      contacts++
      return 'open'
    },
  })
  const run = world.scan('192.0.2.1-2', { ports: '1-1000', services: true })
  const { hosts } = await world.clock.runUntilIdle(run.report())
  const [trap, real] = hosts
  expect(trap!.marks).toEqual(['all-open'])
  expect(trap!.ports).toHaveLength(1_000)
  expect(trap!.ports.filter(({ marks }) => marks === undefined).length).toBeLessThanOrEqual(70)
  expect(trap!.ports.every(({ service }) => service !== undefined)).toBe(true)
  // The ports, three more, and what was being asked when it became known.
  expect(contacts).toBeLessThan(1_003 + 400)
  expect(real!.marks).toBeUndefined()
  expect(real!.ports).toMatchObject([{ port: 22, service: { name: 'ssh' } }])
})

test('stopAfter ends the scan; its checkpoint goes on with the rest', async () => {
  const world = scanWorld({ ports: ({ port }) => (port % 10 === 0 ? 'open' : 'closed') })
  const options = { ports: '1-200', states: 'all', seed: 5 } as const
  const first = world.scan('192.0.2.1-20', { ...options, stopAfter: { open: 12 } })
  const before = await world.clock.runUntilIdle(first.report())
  expect(before.skipped.map(({ reason }) => reason)).toContain('stop-after')
  expect(before.hosts.some(({ marks }) => marks?.includes('partial'))).toBe(true)
  const second = world.scan('192.0.2.1-20', { ...options, resume: first.checkpoint() })
  const after = await world.clock.runUntilIdle(second.report())
  const names = [before, after].flatMap(({ hosts }) =>
    hosts.flatMap(({ ports }) => ports.map(({ address, port }) => `${address} ${String(port)}`)),
  )
  expect([names.length, new Set(names).size]).toEqual([4_000, 4_000])
})

test('hostTimeout leaves a slow host, and counts what is left of it', async () => {
  const world = scanWorld({
    ports: ({ address, port }) => (address === '192.0.2.1' && port > 5 ? 'filtered' : 'closed'),
  })
  const run = world.scan('192.0.2.1-2', { ports: '1-500', hostTimeout: 4_000, perHost: 5 })
  const report = await world.clock.runUntilIdle(run.report())
  expect(report.skipped).toMatchObject([{ address: '192.0.2.1', reason: 'host-timeout' }])
  expect(report.hosts[0]).toMatchObject({ marks: ['partial'] })
  expect(report.hosts[0]!.unprobed).toBe(report.stats.unprobed)
  expect(report.hosts[1]!.marks).toBeUndefined()
  expect(report.stats).toMatchObject({ done: 1_000 - report.stats.unprobed, fraction: 1 })
})

test.each([
  ['every port', () => 'open' as const, true],
  ['no other port', (port: number) => (port <= 40 ? ('open' as const) : ('closed' as const)), false],
])(
  '40 open ports that say nothing, and %s is open beside them: marked is %o',
  async (_how, found, marked) => {
    const world = scanWorld({ ports: ({ port }) => found(port) })
    const run = world.scan('192.0.2.1', { ports: '1-40', services: { intensity: 0, budget: { time: 500 } } })
    const { hosts } = await world.clock.runUntilIdle(run.report())
    expect(hosts[0]!.ports).toHaveLength(40)
    expect(hosts[0]!.ports.some(({ marks }) => marks?.includes('all-open'))).toBe(marked)
    expect(world.network).toMatchObject({ open: 0, dialling: 0 })
  },
)
