import { describe, expect, test } from 'vitest'
import type { Connector, DialFailure } from '../../src/net/connection.ts'
import { parseCanary, scanCanary } from '../../src/scan-canary.ts'
import { memoryNetwork } from '../../src/testing/memory-network.ts'
import { staticResolver } from '../support/static-resolver.ts'
import { scanWorld } from './scan-world.ts'

describe('parseCanary', () => {
  test.each([
    ['192.0.2.1:22', '192.0.2.1', 22],
    ['[2001:db8::1]:443', '2001:db8::1', 443],
    ['gate.example:22', 'gate.example', 22],
  ])('%s', (text, host, port) => {
    expect(parseCanary(text)).toEqual({ text, host, port })
  })

  test.each([
    '192.0.2.1',
    '192.0.2.0/24:22',
    '192.0.2.1:22,23',
    '192.0.2.1:U:53',
    'gate.example',
    '10.0.0.300:1',
    'a:22 b:22',
    '',
    ':',
    'x:y:z',
  ])('%j is no canary', (text) => {
    expect(() => parseCanary(text)).toThrow(expect.objectContaining({ code: 'ERR_OPTION', input: 'canary' }))
  })
})

describe('scanCanary', () => {
  const tools = {
    family: undefined,
    timeout: 10_000,
    resolver: staticResolver({ names: { 'gate.example': ['192.0.2.9'] } }),
  }

  test('is open, closed or silent, as its port is; a name is looked up once', async () => {
    const { connector } = memoryNetwork({ ports: { '192.0.2.9:22': 'open', '192.0.2.9:23': 'closed' } })
    const asked: (number | undefined)[] = []
    const spy: Connector = (endpoint, options) => {
      asked.push(options.timeout)
      return connector(endpoint, options)
    }
    const { signal } = new AbortController()
    const named = scanCanary(parseCanary('gate.example:22'), { ...tools, connector: spy })
    const closed = scanCanary(parseCanary('192.0.2.9:23'), { ...tools, connector: spy })
    expect(await named.ask(signal)).toMatchObject({ state: 'open' })
    expect(await named.ask(signal)).toMatchObject({ state: 'open' })
    expect(await closed.ask(signal)).toMatchObject({ state: 'closed' })
    expect([asked, tools.resolver.asked.length]).toEqual([[3_000, 1_200, 3_000], 1])
  })
})

describe('a scan with a canary', () => {
  test('whose port is closed does not begin, and says so', async () => {
    const world = scanWorld({ ports: {} })
    const run = world.scan('192.0.2.1', { ports: '1-20', canary: '192.0.2.200:22' })
    await expect(world.clock.runUntilIdle(run.report())).rejects.toMatchObject({
      code: 'ERR_OPTION',
      input: 'canary',
    })
    expect([...world.dialled.keys()]).toEqual(['192.0.2.200:22'])
  })

  describe.each([
    [3, true],
    [Infinity, false],
  ])('that this machine has no descriptor for, %d times', (failures, scans) => {
    test(`${scans ? 'is asked again' : 'ends the scan at last'}`, async () => {
      const world = scanWorld({ ports: () => 'open' })
      let failed = 0
      const connector: Connector = (endpoint, dial) => {
        if (endpoint.address !== '192.0.2.200' || failed++ >= failures)
          return world.network.connector(endpoint, dial)
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- a failure of a dial is data
        return Promise.reject({ code: 'EMFILE', local: true } satisfies DialFailure)
      }
      const run = world.scan('192.0.2.1', { ports: '1-20', canary: '192.0.2.200:22', connector })
      const report = world.clock.runUntilIdle(run.report())
      if (scans) expect((await report).stats).toMatchObject({ done: 20 })
      else await expect(report).rejects.toMatchObject({ code: 'ERR_RESOURCE' })
      expect(world.clock.now() < 40_000).toBe(true)
    })
  })

  test('that the policy forbids is not contacted', async () => {
    const world = scanWorld({ ports: () => 'open' })
    const run = world.scan('192.0.2.1', { ports: '1-20', canary: '192.0.2.200:22', allow: '192.0.2.1' })
    await expect(world.clock.runUntilIdle(run.report())).rejects.toMatchObject({ input: 'canary' })
    expect(world.dialled.size).toBe(0)
  })

  test('whose name does not resolve ends with that error, which says that it is the canary', async () => {
    const world = scanWorld({ ports: {} })
    const run = world.scan('192.0.2.1', { ports: '1', canary: 'gone.example:22' })
    await expect(world.clock.runUntilIdle(run.report())).rejects.toMatchObject({
      code: 'ERR_RESOLVE',
      failure: 'not-found',
      message: expect.stringMatching(/^the canary 'gone.example:22': /) as string,
    })
  })

  test('finds what is silent, and calls the others what they are', async () => {
    const world = scanWorld({
      ports: ({ address, port }) =>
        address === '192.0.2.200' ? 'open' : port === 5 ? 'filtered' : port === 6 ? 'open' : 'closed',
    })
    const run = world.scan('192.0.2.1', { ports: '1-20', states: 'all', canary: '192.0.2.200:22' })
    const { hosts, warnings } = await world.clock.runUntilIdle(run.report())
    expect(hosts).toHaveLength(1)
    expect(hosts[0]!.counts).toEqual({
      open: { 'syn-ack': 1 },
      closed: { 'conn-refused': 18 },
      filtered: { 'no-response': 1 },
    })
    expect([warnings, hosts[0]!.marks]).toEqual([[], undefined])
  })
})
