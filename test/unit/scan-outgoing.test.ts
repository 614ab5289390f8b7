import { expect, test, vi } from 'vitest'
import type { Endpoint } from '../../src/model/endpoint.ts'
import { createLimiter } from '../../src/net/limiter.ts'
import type { ProbeStrategy } from '../../src/probe/strategy.ts'
import { outgoing } from '../../src/scan-outgoing.ts'
import { completeOptions } from '../../src/scan-settings.ts'
import type { ScanOptions } from '../../src/scan-options.ts'
import { memoryNetwork } from '../support/memory-network.ts'
import { testAttempt } from '../support/attempt.ts'

const endpoint: Endpoint = { address: '192.0.2.1', family: 4, port: 22, transport: 'tcp' }

function ways(options: ScanOptions): ReturnType<typeof outgoing> & { dials: () => number } {
  const network = memoryNetwork({ ports: () => 'open' })
  const settings = completeOptions('192.0.2.1', { connector: network.connector, ...options })
  return { ...outgoing(settings, () => {}), dials: () => network.dials }
}

test('without a bound there is no rate to ask', () => {
  expect(ways({}).rate).toBeUndefined()
  expect(ways({ perHostRate: 5 }).rate).toBeDefined()
})

test.each([
  ['exclude', { exclude: '192.0.2.0/30' }],
  ['deny', { deny: '192.0.2.1' }],
  ['allow', { allow: '198.51.100.0/24' }],
])('%s is held to by the strategy and by the naming of services', async (_, options) => {
  const { strategy, connector, dials } = ways(options)
  expect(await strategy.probe(endpoint, testAttempt())).toMatchObject({ state: 'none', reason: 'policy' })
  await expect(connector(endpoint, {})).rejects.toMatchObject({ code: 'ERR_POLICY' })
  expect(dials()).toBe(0)
})

test('an address inside an IPv6 one is judged by what it reaches', async () => {
  const { strategy, dials } = ways({ deny: '192.0.2.1' })
  const mapped: Endpoint = { ...endpoint, address: '::ffff:192.0.2.1', family: 6 }
  expect(await strategy.probe(mapped, testAttempt())).toMatchObject({ reason: 'policy' })
  expect(dials()).toBe(0)
})

test("a stranger's strategy is held to policy and rate, though it dials by itself", async () => {
  let probed = 0
  const stranger: ProbeStrategy = {
    name: 'stranger',
    transport: 'tcp',
    probe: () => {
      probed++
      return Promise.resolve({ state: 'open', reason: 'syn-ack' })
    },
  }
  const denied = ways({ strategy: { tcp: stranger }, deny: '192.0.2.1' })
  expect(await denied.strategy.probe(endpoint, testAttempt())).toMatchObject({ reason: 'policy' })
  expect(probed).toBe(0)
  const rated = ways({ strategy: { tcp: stranger }, rate: 1 })
  await rated.strategy.probe(endpoint, testAttempt())
  expect(probed).toBe(1)
  expect(rated.rate?.delay('192.0.2.1')).toBeGreaterThan(900)
})

test('a limiter that is shared bounds both ways together', async () => {
  const limiter = createLimiter(1)
  const { connector, strategy, dials } = ways({ limiter, services: true })
  const held = await connector(endpoint, {})
  const probing = strategy.probe(endpoint, testAttempt())
  await new Promise((resolve) => setImmediate(resolve))
  expect([limiter.active, limiter.waiting, dials()]).toEqual([1, 1, 1])
  held.close()
  expect(await probing).toMatchObject({ state: 'open' })
  await vi.waitFor(() => expect(limiter.active).toBe(0))
})

const udpEndpoint: Endpoint = { ...endpoint, port: 53, transport: 'udp' }

test.each([
  ['deny', { deny: '192.0.2.1' }],
  ['allow', { allow: '198.51.100.0/24' }],
])('%s is held to over UDP', async (_, options) => {
  const { udpStrategy, dials } = ways(options)
  expect(await udpStrategy.probe(udpEndpoint, testAttempt())).toMatchObject({
    state: 'none',
    reason: 'policy',
  })
  expect(dials()).toBe(0)
})

test('over UDP each port hears what its service says; rate and limiter count', async () => {
  const limiter = createLimiter(1)
  const heard: string[] = []
  const network = memoryNetwork({
    ports: () => (peer) =>
      peer.listen((bytes) => (heard.push(Buffer.from(bytes).toString('latin1')), peer.send('x'))),
  })
  const settings = completeOptions('192.0.2.1', {
    connector: network.connector,
    limiter,
    rate: 1,
    ports: 'U:53',
  })
  const { udpStrategy, rate } = outgoing(settings, () => {})
  expect(udpStrategy.rounds?.(udpEndpoint)).toBe(1)
  expect(udpStrategy.rounds?.({ ...udpEndpoint, port: 40_000 })).toBeGreaterThan(5)
  expect(await udpStrategy.probe(udpEndpoint, testAttempt())).toMatchObject({ state: 'open' })
  expect(heard).toEqual([expect.stringContaining('version\x04bind')])
  expect(rate!.delay('192.0.2.1')).toBeGreaterThan(900)
  await vi.waitFor(() => expect(limiter.active).toBe(0))
})

test("a stranger's UDP strategy is held to the policy too", async () => {
  const probe: ProbeStrategy['probe'] = () => expect.unreachable('asked')
  const udp: ProbeStrategy = { name: 'stranger', transport: 'udp', rounds: () => 3, probe }
  const { udpStrategy } = ways({ strategy: { udp }, deny: '192.0.2.1' })
  expect(await udpStrategy.probe(udpEndpoint, testAttempt())).toMatchObject({ reason: 'policy' })
  expect(udpStrategy.rounds?.(udpEndpoint)).toBe(3)
})
