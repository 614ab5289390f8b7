import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collect } from '../../../src/flow/collect.ts'
import type { Block } from '../../../src/model/block.ts'
import { ScanError } from '../../../src/model/errors.ts'
import type { ScanEvent } from '../../../src/model/event.ts'
import type { DialFailure } from '../../../src/net/connection.ts'
import { outcomeOf } from '../../../src/net/outcome.ts'
import { createRate } from '../../../src/net/rate.ts'
import { guarded } from '../../../src/probe/guarded.ts'
import type { ProbeStrategy } from '../../../src/probe/strategy.ts'
import { tcpConnect } from '../../../src/probe/tcp-connect.ts'
import { PauseSwitch } from '../../../src/scan-pause.ts'
import { rest } from '../../support/iterables.ts'
import { manualClock } from '../../support/manual-clock.ts'
import type { Found } from '../../support/memory-network.ts'
import { abortListeners } from '../../support/open-handles.ts'
import { blockOf } from './pieces.ts'
import { hostsOf, portsOf, staged } from './staging.ts'

const localFailure = (code: string): DialFailure => ({ code, syscall: 'connect', local: true })

describe('a whole scan', () => {
  test('100,000 endpoints: each has one verdict, and nothing stays', async () => {
    const { run, network, clock, counts } = staged({
      ports: ({ port }) => (port % 100 === 0 ? 'open' : 'closed'),
      timing: { startRate: 100_000 },
    })
    const events = await run([blockOf(100, 1_000, { seed: 7 })])
    const ports = portsOf(events)
    expect(new Set(ports.map(({ address, port }) => `${address} ${String(port)}`)).size).toBe(100_000)
    expect(ports.filter(({ state }) => state === 'open')).toHaveLength(1_000)
    expect(counts).toMatchObject({ sent: 100_000, answered: 100_000, done: 100_000, hosts: 100, inFlight: 0 })
    expect(network).toMatchObject({ open: 0, dialling: 0 })
    expect(clock.waiting).toBe(0)
  })

  test.each([
    ['open', 'open', 'syn-ack'],
    [{ code: 'ECONNREFUSED' }, 'closed', 'conn-refused'],
    [{ code: 'ECONNRESET' }, 'open', 'conn-reset'],
    [{ code: 'ETIMEDOUT' }, 'filtered', 'no-response'],
    [{ code: 'ENETUNREACH' }, 'filtered', 'net-unreach'],
    [{ code: 'EHOSTUNREACH' }, 'filtered', 'host-unreach'],
    [{ code: 'EACCES' }, 'filtered', 'admin-prohibited'],
    [{ code: 'ENOPROTOOPT' }, 'filtered', 'proto-unreach'],
    [{ code: 'EHOSTDOWN' }, 'filtered', 'host-unknown'],
    [{ code: 'EPROTO' }, 'filtered', 'dest-unreach'],
    [{ code: 'EPERM', local: true }, 'unknown', 'local-policy'],
    [{ code: 'EWHAT' }, 'unknown', 'system-error'],
    ['filtered', 'filtered', 'no-response'],
  ] as const)('%j is %s, %s', async (found, state, reason) => {
    const { run, clock } = staged({ ports: () => found })
    const events = await run([blockOf(1, 1)])
    expect(portsOf(events)).toMatchObject([{ state, reason, address: '192.0.2.1', port: 1 }])
    expect(clock.waiting).toBe(0)
  })

  test('a silent port is asked twice, and no more where nothing speaks for loss', async () => {
    const { run, dialled } = staged({ ports: ({ port }) => (port <= 5 ? 'filtered' : 'closed') })
    const ports = portsOf(await run([blockOf(1, 100, { seed: 3 })]))
    for (const { port, attempts } of ports) expect(attempts).toBe(port <= 5 ? 2 : 1)
    expect([...dialled.values()].reduce((sum, count) => sum + count)).toBe(105)
  })

  test('at 20 % loss every open port is found, by few more tries than there must be', async () => {
    let tries = 0
    for (let seed = 1; seed <= 20; seed++) {
      const { run, counts } = staged({
        ports: ({ port }) => (port % 10 === 0 ? 'open' : 'closed'),
        loss: 0.2,
        seed,
      })
      const ports = portsOf(await run([blockOf(1, 300, { seed })]))
      expect(ports.filter(({ state }) => state === 'open')).toHaveLength(30)
      tries += counts.sent
    }
    expect(tries / 20 / 300).toBeLessThan(2)
  })

  test('endpoints without a block are scanned too; notices pass', async () => {
    const { run } = staged({ ports: { '192.0.2.9:22': 'open' } })
    const warning = { kind: 'warning', code: 'many-addresses', message: 'two' } as const
    const endpoints = [22, 23].map(
      (port) => ({ address: '192.0.2.9', family: 4, port, transport: 'tcp' }) as const,
    )
    const events = await run([warning, ...endpoints])
    expect(events).toContainEqual(warning)
    expect(
      portsOf(events)
        .map(({ port, state }) => [port, state])
        .sort(),
    ).toEqual([
      [22, 'open'],
      [23, 'closed'],
    ])
  })

  test('only the states that were asked for go out; the host’s counts have all', async () => {
    const { run } = staged({
      ports: ({ port }) => (port === 3 ? 'open' : port === 4 ? 'filtered' : 'closed'),
      options: { states: ['filtered'] },
    })
    const events = await run([blockOf(1, 10)])
    expect(portsOf(events)).toMatchObject([{ port: 4, state: 'filtered' }])
    expect(hostsOf(events)).toMatchObject([
      { status: 'up' },
      {
        status: 'finished',
        unprobed: 0,
        counts: { open: { 'syn-ack': 1 }, closed: { 'conn-refused': 8 }, filtered: { 'no-response': 1 } },
      },
    ])
  })

  test('a host is up before its first port, and finished after its last', async () => {
    const { run } = staged({ ports: ({ port }) => (port === 1 ? 'filtered' : 'closed') })
    const events = await run([blockOf(3, 4, { seed: 1 }), blockOf(2, 2, { index: 1 })])
    for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) {
      const own = events.filter((event) => 'address' in event && event.address === address)
      const kinds = own.map((event) => (event.kind === 'host' ? event.status : event.kind))
      const blocks = address === '192.0.2.3' ? 1 : 2
      expect(kinds.filter((kind) => kind === 'finished')).toHaveLength(blocks)
      expect(kinds.indexOf('up')).toBeLessThan(kinds.indexOf('finished'))
    }
  })

  test('host events may be left out', async () => {
    const { run } = staged({ ports: {}, options: { hostEvents: false } })
    expect(hostsOf(await run([blockOf(3, 3)]))).toEqual([])
  })
})

describe('our own side', () => {
  test.each(['EMFILE', 'ENFILE', 'ENOBUFS', 'EADDRNOTAVAIL', 'EADDRINUSE'])(
    '%s never becomes a state: the window shrinks, and every port gets its verdict',
    async (code) => {
      const { stage, clock, network, pacer } = staged({ ports: () => 'closed' })
      const real = tcpConnect({ connector: network.connector })
      let free = 8
      let smallest = Infinity
      const strategy: ProbeStrategy = {
        ...real,
        async probe(endpoint, attempt) {
          smallest = Math.min(smallest, pacer.window)
          if (free === 0) return outcomeOf(localFailure(code))
          free--
          return await real.probe(endpoint, attempt).finally(() => free++)
        },
      }
      const events = await clock.runUntilIdle(collect(stage([blockOf(2, 200, { seed: 4 })], { strategy })))
      expect(portsOf(events)).toHaveLength(400)
      expect(portsOf(events).every(({ state, attempts }) => state === 'closed' && attempts === 1)).toBe(true)
      expect(events.filter(({ kind }) => kind === 'warning')).toMatchObject([{ code: 'local-resource' }])
      expect(smallest).toBeLessThan(20)
    },
  )

  test('stuck for 30 s at a window of one, the scan ends with ERR_RESOURCE, which names the code', async () => {
    const { run, clock } = staged({ ports: () => localFailure('EMFILE') })
    const error: unknown = await run([blockOf(1, 50)]).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ScanError)
    expect(error).toMatchObject({ code: 'ERR_RESOURCE' })
    expect((error as ScanError).message).toContain('EMFILE')
    expect(clock.now()).toBeGreaterThan(30_000)
    expect(clock.now()).toBeLessThan(35_000)
    expect(clock.waiting).toBe(0)
  })

  test('silence is no failure of ours: a machine that works again is not stuck', async () => {
    let failures = 30
    const { run } = staged({
      ports: () => (failures-- > 0 ? localFailure('EMFILE') : 'filtered'),
      timing: { concurrency: 1, firstTimeout: 3_000 },
    })
    expect(portsOf(await run([blockOf(1, 20)]))).toHaveLength(20)
  })

  test('a connection that met itself is tried again, and never reported', async () => {
    let met = 0
    const { run } = staged({ ports: () => (met++ < 30 ? { code: 'ESELFCONNECT' } : 'closed') })
    const ports = portsOf(await run([blockOf(1, 10)]))
    expect(ports.every(({ state, attempts }) => state === 'closed' && attempts === 1)).toBe(true)
    const always = staged({ ports: ({ port }) => (port === 1 ? { code: 'ESELFCONNECT' } : 'closed') })
    const events = await always.run([blockOf(1, 3)])
    expect(portsOf(events).map(({ port }) => port)).not.toContain(1)
    expect(hostsOf(events).at(-1)).toMatchObject({ status: 'finished', unprobed: 1 })
  })

  test.each([1, 10, 1_000])(
    'no route to a host: said once, its %i-fold other ports unprobed, the others scanned',
    async (concurrency) => {
      const { run, dialled, counts, clock } = staged({
        ports: ({ address }) => (address === '192.0.2.1' ? localFailure('ENETUNREACH') : 'closed'),
        timing: { concurrency },
      })
      const events = await run([blockOf(1, 60_000), blockOf(2, 20, { index: 1 })])
      expect(events.filter(({ kind }) => kind === 'skipped')).toMatchObject([
        { reason: 'no-route', address: '192.0.2.1' },
        { reason: 'no-route', address: '192.0.2.1' },
      ])
      expect(portsOf(events).every(({ address }) => address === '192.0.2.2')).toBe(true)
      expect(counts).toMatchObject({ unprobed: 60_020, done: 20, hosts: 3 })
      const dials = [...dialled].filter(([key]) => key.startsWith('192.0.2.1:'))
      expect(dials.length).toBeLessThanOrEqual(600)
      expect(clock.waiting).toBe(0)
    },
  )

  test('what policy forbids is skipped with its error, and never dialled', async () => {
    const { stage, clock, dialled, counts, network } = staged({ ports: () => 'closed' })
    const strategy = guarded(tcpConnect({ connector: network.connector }), {
      permits: (address) => address !== '192.0.2.2',
    })
    const events = await clock.runUntilIdle(collect(stage([blockOf(3, 5, { seed: 2 })], { strategy })))
    expect(events.filter(({ kind }) => kind === 'skipped')).toMatchObject([
      { reason: 'policy', address: '192.0.2.2', error: { code: 'ERR_POLICY' } },
    ])
    expect([...dialled.keys()].some((key) => key.startsWith('192.0.2.2:'))).toBe(false)
    expect(counts).toMatchObject({ done: 10, unprobed: 5 })
  })
})

describe('fairness and limits', () => {
  test('a slow host does not hold up the others', async () => {
    const { run, clock } = staged({
      ports: ({ address }) => (address === '192.0.2.1' ? 'filtered' : 'closed'),
      options: { states: ['closed'] },
    })
    const events = await run([blockOf(8, 400, { seed: 5 })])
    const times = portsOf(events).map(({ at }) => Date.parse(at))
    expect(times).toHaveLength(7 * 400)
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(clock.now() / 2)
    expect(hostsOf(events).at(-1)).toMatchObject({ status: 'finished', address: '192.0.2.1' })
  })

  test.each([
    [{ concurrency: 7 }, 7],
    [{ perHost: 3 }, 9],
    [{ concurrency: 5, perHost: 2 }, 5],
  ])('%j: no more at one time than %i', async (timing, most) => {
    const { run, network } = staged({ ports: () => 'closed', timing })
    expect(portsOf(await run([blockOf(3, 40)]))).toHaveLength(120)
    expect(network.most).toBe(most)
  })

  test.each([
    [{ perSecond: 50 }, 50],
    [{ perHost: 20 }, 40],
    [{ perSecond: 400 }, 400],
  ])('the rate holds over virtual time: %j', async (options, most) => {
    const clock = manualClock()
    const sent: number[] = []
    const rate = createRate({ ...options, clock })
    const strategy = guarded(
      {
        name: 'spy',
        transport: 'tcp',
        probe: () => {
          sent.push(clock.now())
          return Promise.resolve({ state: 'closed', reason: 'conn-refused' })
        },
      },
      { rate },
    )
    const { stage } = staged({ ports: {}, options: { strategy, rate, clock } })
    await clock.runUntilIdle(collect(stage([blockOf(2, 200, { seed: 1 })])))
    expect(sent).toHaveLength(400)
    for (let at = 0; at < clock.now() - 1_000; at += 100) {
      const inSecond = sent.filter((time) => time >= at && time < at + 1_000).length
      expect(inSecond).toBeLessThanOrEqual(most * 1.05 + 2)
    }
    expect(400 / (sent.at(-1)! / 1_000)).toBeGreaterThan(most * 0.6)
  })

  test.each([1, 2, 10, 300])('begun and not done + ready never exceeds a window of %i', async (window) => {
    const { stage, clock, network, counts } = staged({
      ports: ({ port }) => (port % 3 === 0 ? 'filtered' : 'closed'),
      options: { window, hostEvents: false },
    })
    let taken = 0
    const consume = async (): Promise<void> => {
      for await (const event of stage([blockOf(4, 100, { seed: 9 })])) {
        if (event.kind === 'port') taken++
        expect(counts.inFlight + counts.done - taken).toBeLessThanOrEqual(window)
      }
    }
    await clock.runUntilIdle(consume())
    expect(taken).toBe(400)
    expect(network.most).toBeLessThanOrEqual(window)
  })
})

describe('the consumer', () => {
  test('one that stops brings the stage to rest, without a timer, and may go on (H46)', async () => {
    const { stage, clock, network, counts } = staged({ ports: () => 'open', options: { window: 2_000 } })
    const iterator = stage([blockOf(2, 5_000, { seed: 1 })])[Symbol.asyncIterator]()
    const first = await clock.runUntilIdle(iterator.next())
    expect(first.done).toBe(false)
    await clock.advance(120_000)
    expect([clock.waiting, network.dialling, network.open]).toEqual([0, 0, 0])
    const atRest = counts.done
    expect(atRest).toBeLessThanOrEqual(2_000)
    await clock.advance(120_000)
    expect(counts.done).toBe(atRest)
    let results = first.value?.kind === 'port' ? 1 : 0
    const drain = async (): Promise<void> => {
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next())
        if (next.value.kind === 'port') results++
    }
    await clock.runUntilIdle(drain())
    expect(results).toBe(10_000)
  })

  test('leaving, throwing or aborting at any moment leaves nothing open', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 1_500 }),
        fc.constantFrom('break', 'throw', 'abort'),
        fc.constantFrom<Found>('open', 'closed', 'filtered'),
        async (moment, how, found) => {
          const abort = new AbortController()
          const { stage, clock, network } = staged({
            ports: ({ port }) => (port % 2 === 0 ? found : 'closed'),
            options: { signal: abort.signal, pause: new PauseSwitch() },
          })
          let left = false
          const consume = async (): Promise<string> => {
            try {
              for await (const event of stage([blockOf(3, 200, { seed: moment })])) {
                void event
                if (left && how === 'break') break
                if (left && how === 'throw') throw new Error('thrown')
              }
            } catch (error) {
              return (error as Error).message
            }
            return 'end'
          }
          const done = consume()
          await clock.advance(moment)
          left = true
          if (how === 'abort') abort.abort(new Error('aborted'))
          const outcome = await clock.runUntilIdle(done)
          if (how === 'abort') expect(['aborted', 'end']).toContain(outcome)
          await rest(2)
          await clock.advance(0)
          expect([network.open, network.dialling, clock.waiting]).toEqual([0, 0, 0])
          expect(abortListeners(abort.signal)).toBe(0)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('an abort closes everything at once, even where nobody pulls', async () => {
    const abort = new AbortController()
    const { stage, clock, network } = staged({
      ports: ({ port }) => (port === 1 ? 'open' : 'filtered'),
      options: { signal: abort.signal },
    })
    const iterator = stage([blockOf(1, 300)])[Symbol.asyncIterator]()
    await clock.runUntilIdle(iterator.next())
    expect(network.dialling).toBeGreaterThan(10)
    abort.abort(new Error('enough'))
    expect([network.dialling, network.open]).toEqual([0, 0])
    await expect(
      (async () => {
        for (;;) if ((await iterator.next()).done === true) return
      })(),
    ).rejects.toThrow('enough')
    expect(clock.waiting).toBe(0)
  })

  test('a signal that has fired before: its reason, and no dial', async () => {
    const { run, network } = staged({
      ports: {},
      options: { signal: AbortSignal.abort(new Error('before')) },
    })
    await expect(run([blockOf(1, 5)])).rejects.toThrow('before')
    expect(network.dials).toBe(0)
  })

  test('what was given before the source threw is finished first', async () => {
    const { stage, clock } = staged({ ports: {}, options: { states: 'all' } })
    function* source(): Generator<Block> {
      yield blockOf(1, 100)
      throw new Error('no more targets')
    }
    const results: ScanEvent[] = []
    const consume = async (): Promise<void> => {
      for await (const event of stage(source())) results.push(event)
    }
    await expect(clock.runUntilIdle(consume())).rejects.toThrow('no more targets')
    expect(portsOf(results)).toHaveLength(100)
  })

  test('a strategy that breaks its promise ends the scan with its error', async () => {
    const strategy: ProbeStrategy = {
      name: 'broken',
      transport: 'tcp',
      probe: ({ port }) => (port === 5 ? Promise.reject(new Error('a bug')) : new Promise(() => {})),
    }
    const { run, clock } = staged({ ports: {}, options: { strategy } })
    await expect(run([blockOf(1, 10)])).rejects.toThrow('a bug')
    expect(clock.waiting).toBe(0)
    const thrower: ProbeStrategy = {
      ...strategy,
      probe() {
        throw new Error('thrown')
      },
    }
    await expect(staged({ ports: {}, options: { strategy: thrower } }).run([blockOf(1, 1)])).rejects.toThrow(
      'thrown',
    )
  })
})

describe('pausing', () => {
  test('nothing is sent while paused; what is under way goes on; resuming goes on', async () => {
    const pause = new PauseSwitch()
    const { stage, clock, network } = staged({ ports: () => 'closed', options: { pause } })
    pause.set(true)
    const done = collect(stage([blockOf(1, 200)]))
    await rest(2)
    expect([network.dials, clock.waiting]).toEqual([0, 0])
    pause.set(false)
    await rest(1)
    expect(network.dials).toBeGreaterThan(0)
    pause.set(true)
    const sent = network.dials
    await clock.advance(60_000)
    expect([network.dials, network.dialling, clock.waiting]).toEqual([sent, 0, 0])
    pause.set(false)
    expect(portsOf(await clock.runUntilIdle(done))).toHaveLength(200)
  })
})

describe('a loop that stands still', () => {
  /** A clock whose time goes on while its timers wait. */
  function stalling() {
    const inner = manualClock()
    let lost = 0
    const clock = { ...inner, now: () => inner.now() + lost, stall: (ms: number) => void (lost += ms) }
    return { inner, clock }
  }

  test('what timed out meanwhile is no evidence: it is asked again without using up a try (H48)', async () => {
    const { inner, clock } = stalling()
    const { stage, network } = staged({ ports: () => 'filtered', clock: inner, options: { clock } })
    const done = collect(stage([blockOf(1, 4)]))
    await inner.advance(5)
    clock.stall(1_500)
    const ports = portsOf(await inner.runUntilIdle(done))
    expect(ports.map(({ attempts, state }) => [attempts, state])).toEqual(
      Array.from({ length: 4 }, () => [2, 'filtered']),
    )
    expect(network.dials).toBe(12)
  })

  test('an answer that came late is an answer', async () => {
    const { inner, clock } = stalling()
    const { stage, network } = staged({ ports: () => 'open', clock: inner, options: { clock } })
    const done = collect(stage([blockOf(1, 4)]))
    await rest(1)
    clock.stall(5_000)
    expect(portsOf(await inner.runUntilIdle(done)).map(({ state }) => state)).toEqual(
      Array.from({ length: 4 }, () => 'open'),
    )
    expect(network.dials).toBe(4)
  })

  test('a loop that stands still again and again does not scan for ever', async () => {
    const { inner, clock } = stalling()
    const { stage, network } = staged({ ports: () => 'filtered', clock: inner, options: { clock } })
    const done = collect(stage([blockOf(1, 4)]))
    let over = false
    void done.then(() => (over = true))
    for (let second = 0; second < 60 && !over; second++) {
      await inner.advance(500)
      clock.stall(500)
    }
    expect(portsOf(await done)).toHaveLength(4)
    expect(network.dials).toBeGreaterThan(8)
    expect(network.dials).toBeLessThanOrEqual(4 * 5)
  })
})
