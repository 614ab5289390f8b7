import { describe, expect, test } from 'vitest'
import type { ResolveFailure } from '../../src/model/errors.ts'
import { isPortOpen, waitForPort, type WaitForPortOptions } from '../../src/wait-for-port.ts'
import { manualClock } from '../support/manual-clock.ts'
import { memoryNetwork, type Found } from '../support/memory-network.ts'
import { abortListeners, backTo, openHandles } from '../support/open-handles.ts'
import type { Resolver } from '../../src/resolve/resolver.ts'
import { closedPort, scriptedServer } from '../support/scripted-server.ts'
import { staticResolver } from '../support/static-resolver.ts'

/** Waits for a port that is what it is until `at`, and then something else. */
async function waiting(
  before: Found,
  after: Found,
  at: number,
  options: WaitForPortOptions = {},
  names: Record<string, readonly string[] | ResolveFailure> = {},
) {
  const clock = manualClock()
  const network = memoryNetwork({ ports: () => (clock.now() < at ? before : after), latency: 5, clock })
  const host = Object.keys(names)[0] ?? '192.0.2.1'
  const done = waitForPort(host, 5432, {
    connector: network.connector,
    clock,
    resolver: staticResolver({ names }),
    ...options,
  })
  const outcome = await clock.runUntilIdle(done).catch((error: unknown) => error)
  expect([network.open, network.dialling, clock.waiting]).toEqual([0, 0, 0])
  return { outcome, elapsed: clock.now() }
}

describe('waitForPort', () => {
  test('looks again until the port is open', async () => {
    const { outcome } = await waiting('closed', 'open', 1_000, { interval: 100 })
    expect(outcome).toMatchObject({ state: 'open', port: { port: 5432, state: 'open' }, looks: 11 })
    expect((outcome as { elapsed: number }).elapsed).toBeLessThan(1_200)
  })

  test('a silent port costs one look, not the whole wait', async () => {
    const { outcome, elapsed } = await waiting('filtered', 'open', 3_000)
    expect(outcome).toMatchObject({ state: 'open' })
    expect(elapsed).toBeLessThan(5_000)
  })

  test('ERR_TIMEOUT when the time is over, in the middle of a look too', async () => {
    for (const found of ['closed', 'filtered'] as const) {
      const { outcome, elapsed } = await waiting(found, found, 0, { timeout: 2_300 })
      expect(outcome).toMatchObject({ code: 'ERR_TIMEOUT' })
      expect((outcome as Error).message).toContain('192.0.2.1 port 5432')
      expect(elapsed).toBe(2_300)
    }
  })

  test('Infinity waits as long as it takes', async () => {
    const { outcome } = await waiting('closed', 'open', 3_600_000, { timeout: Infinity, interval: 10_000 })
    expect(outcome).toMatchObject({ state: 'open' })
  })

  test('waits until it is closed', async () => {
    const { outcome } = await waiting('open', 'closed', 700, { state: 'closed' })
    expect(outcome).toMatchObject({ state: 'closed' })
    expect(outcome).not.toHaveProperty('port')
  })

  test('a name that does not resolve yet is not open yet', async () => {
    const { outcome } = await waiting('open', 'open', 0, { timeout: 1_000 }, { 'db.example': 'not-found' })
    expect(outcome).toMatchObject({ code: 'ERR_TIMEOUT' })
  })

  test.each(['not-found', 'timeout', 'refused'] as const)(
    'a name that was never seen (%s) is not closed either',
    async (failure) => {
      const options = { state: 'closed', timeout: 1_000 } as const
      const { outcome } = await waiting('closed', 'closed', 0, options, { 'db.example': failure })
      expect(outcome).toMatchObject({ code: 'ERR_TIMEOUT' })
    },
  )

  test('a name that is gone is closed, if it was there', async () => {
    const clock = manualClock()
    const { connector } = memoryNetwork({ ports: () => 'open', clock })
    const there = staticResolver({ names: { 'db.example': ['192.0.2.1'] } })
    const gone = staticResolver({ names: { 'db.example': 'not-found' } })
    const resolver: Resolver = {
      resolve: (name, options) => (clock.now() < 600 ? there : gone).resolve(name, options),
      reverse: () => Promise.resolve([]),
    }
    const closed = waitForPort('db.example', 5432, { connector, clock, resolver, state: 'closed' })
    expect(await clock.runUntilIdle(closed)).toMatchObject({ state: 'closed' })
  })

  test('an address that this machine has no way to was not seen closed', async () => {
    const clock = manualClock()
    const { connector } = memoryNetwork({ ports: () => ({ code: 'ENETUNREACH', local: true }), clock })
    const options = { connector, clock, state: 'closed', timeout: 1_000 } as const
    const outcome = await clock
      .runUntilIdle(waitForPort('192.0.2.1', 1, options))
      .catch((error: unknown) => error)
    expect(outcome).toMatchObject({ code: 'ERR_TIMEOUT' })
  })

  test('ends with the signal’s reason, and leaves no listener', async () => {
    const abort = new AbortController()
    const clock = manualClock()
    const { connector } = memoryNetwork({ ports: () => 'closed', clock })
    const done = waitForPort('192.0.2.1', 80, { connector, clock, signal: abort.signal })
    void done.catch(() => {})
    await clock.advance(600)
    abort.abort(new Error('enough'))
    await expect(done).rejects.toThrow('enough')
    expect([clock.waiting, abortListeners(abort.signal)]).toEqual([0, 0])
    await expect(waitForPort('192.0.2.1', 80, { connector, clock, signal: abort.signal })).rejects.toThrow(
      'enough',
    )
    expect(clock.waiting).toBe(0)
  })

  test.each<[keyof WaitForPortOptions, unknown]>([
    ['timeout', 0],
    ['timeout', NaN],
    ['timeout', 2 ** 31],
    ['interval', -1],
    ['interval', Infinity],
    ['state', 'filtered'],
  ])('%s: %s is ERR_OPTION', async (key, value) => {
    await expect(waitForPort('192.0.2.1', 80, { [key]: value })).rejects.toMatchObject({
      code: 'ERR_OPTION',
      input: key,
    })
  })
})

describe('isPortOpen', () => {
  test('tries all addresses of a name', async () => {
    const clock = manualClock()
    const { connector } = memoryNetwork({ ports: { '192.0.2.2:80': 'open' }, clock })
    const resolver = staticResolver({ names: { 'two.example': ['2001:db8::1', '192.0.2.2'] } })
    const options = { connector, clock, resolver }
    expect(await clock.runUntilIdle(isPortOpen('two.example', 80, options))).toBe(true)
    expect(await clock.runUntilIdle(isPortOpen('two.example', 81, options))).toBe(false)
    await expect(clock.runUntilIdle(isPortOpen('no.example', 80, options))).rejects.toMatchObject({
      code: 'ERR_RESOLVE',
    })
  })

  test('on loopback, with nothing left open', async () => {
    const before = openHandles()
    {
      await using server = await scriptedServer()
      expect(await isPortOpen('localhost', server.port)).toBe(true)
      expect(await isPortOpen('127.0.0.1', await closedPort())).toBe(false)
      expect(await waitForPort('127.0.0.1', server.port)).toMatchObject({ state: 'open', looks: 1 })
      await server.quiet()
    }
    await backTo(before)
  })
})
