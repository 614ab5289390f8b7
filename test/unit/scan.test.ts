import { describe, expect, test } from 'vitest'
import { collect } from '../../src/flow/collect.ts'
import { ScanError } from '../../src/model/errors.ts'
import type { ScanEvent } from '../../src/model/event.ts'
import type { TargetInput } from '../../src/model/target.ts'
import { version } from '../../src/model/version.ts'
import { rest } from '../support/iterables.ts'
import { abortListeners } from '../support/open-handles.ts'
import { scanWorld } from './scan-world.ts'

const open22 = {
  ports: ({ port }: { port: number }) => (port === 22 ? ('open' as const) : ('closed' as const)),
}
const NOTHING = [0, 0, 0]

describe('iterating', () => {
  test('gives the open ports, and nothing is sent before the first is asked for', async () => {
    const { scan, clock, network, resolver } = scanWorld(open22, { names: { 'www.example': ['192.0.2.9'] } })
    const run = scan(['192.0.2.0/30', 'www.example'], { ports: '20-25' })
    const iterator = run[Symbol.asyncIterator]()
    await rest(3)
    expect([network.dials, resolver.asked.length, run.stats.elapsed]).toEqual([0, 0, 0])
    const first = await clock.runUntilIdle(iterator.next())
    const others = await clock.runUntilIdle(collect({ [Symbol.asyncIterator]: () => iterator }))
    const results = [first.value!, ...others]
    expect(results.map(({ address, port }) => `${address} ${String(port)}`).sort()).toEqual([
      '192.0.2.0 22',
      '192.0.2.1 22',
      '192.0.2.2 22',
      '192.0.2.3 22',
      '192.0.2.9 22',
    ])
    expect([network.open, network.dialling, clock.waiting]).toEqual(NOTHING)
  })

  test('`states` chooses', async () => {
    const { scan, clock } = scanWorld(open22)
    const closed = await clock.runUntilIdle(
      collect(scan('192.0.2.1', { ports: '20-25', states: ['closed'] })),
    )
    expect(closed.map(({ port }) => port).sort()).toEqual([20, 21, 23, 24, 25])
    const none = await clock.runUntilIdle(collect(scan('192.0.2.1', { ports: '20-25', states: [] })))
    expect(none).toEqual([])
  })

  test('a run is claimed once, by whichever is first', async () => {
    const { scan, clock } = scanWorld(open22)
    const claims = [
      (run: ReturnType<typeof scan>) => void run[Symbol.asyncIterator](),
      (run: ReturnType<typeof scan>) => void run.events(),
    ]
    for (const first of claims) {
      const run = scan('192.0.2.1', { ports: 22 })
      first(run)
      for (const again of claims) expect(() => again(run)).toThrow(ScanError)
      await expect(run.report()).rejects.toMatchObject({ code: 'ERR_STATE' })
    }
    const reported = scan('192.0.2.1', { ports: 22 })
    await clock.runUntilIdle(reported.report())
    expect(() => reported.events()).toThrow(expect.objectContaining({ code: 'ERR_STATE' }))
  })

  test('tags and names come back on results', async () => {
    const { scan, clock, dialled } = scanWorld(open22, {
      names: { 'www.example': ['192.0.2.9', '192.0.2.10'] },
    })
    const targets = [
      { host: 'www.example', tag: 'web', ports: '22' },
      { host: '192.0.2.1', tag: 'db' },
    ]
    const results = await clock.runUntilIdle(collect(scan(targets, { ports: '21-22' })))
    expect(results.map(({ name, tag, target }) => [name, tag, target]).sort()).toEqual(
      [
        ['www.example', 'web', 'www.example'],
        [undefined, 'db', '192.0.2.1'],
      ].sort(),
    )
    expect([...dialled.keys()].sort()).toEqual(['192.0.2.1:21', '192.0.2.1:22', '192.0.2.9:22'])
    const all = await clock.runUntilIdle(collect(scan('www.example', { ports: 22, allAddresses: true })))
    expect(all.map(({ address }) => address).sort()).toEqual(['192.0.2.10', '192.0.2.9'])
  })

  test('exclusions win, whatever name leads there', async () => {
    const { scan, clock, dialled } = scanWorld(open22, { names: { 'www.example': ['192.0.2.2'] } })
    const run = scan(['192.0.2.0/29', 'www.example'], {
      ports: '21-23',
      excludePorts: 23,
      exclude: ['192.0.2.2-192.0.2.6'],
    })
    await clock.runUntilIdle(collect(run.events()))
    expect([...dialled.keys()].sort()).toEqual([
      '192.0.2.0:21',
      '192.0.2.0:22',
      '192.0.2.1:21',
      '192.0.2.1:22',
      '192.0.2.7:21',
      '192.0.2.7:22',
    ])
  })
})

describe('ending early', () => {
  test.each(['break', 'throw'])('%s leaves nothing open and the signal free', async (how) => {
    const abort = new AbortController()
    const { scan, clock, network } = scanWorld(open22)
    const run = scan('192.0.2.0/24', { ports: '20-40', signal: abort.signal })
    const consume = async (): Promise<void> => {
      for await (const port of run) {
        if (how === 'throw') throw new Error(`thrown at ${String(port.port)}`)
        break
      }
    }
    await clock.runUntilIdle(consume().catch(() => {}))
    expect([network.open, network.dialling, clock.waiting]).toEqual(NOTHING)
    expect(abortListeners(abort.signal)).toBe(0)
    expect(run.stats.inFlight).toBe(0)
  })

  test.each(['signal', 'method', 'method without a reason'])('abort by %s throws the reason', async (how) => {
    const abort = new AbortController()
    const { scan, clock, network } = scanWorld({ ports: () => 'filtered' })
    const run = scan('192.0.2.0/24', { ports: '20-40', signal: abort.signal })
    const done = run.report()
    await clock.advance(100)
    expect(network.dialling).toBeGreaterThan(100)
    if (how === 'signal') abort.abort(new Error('enough'))
    else if (how === 'method') run.abort(new Error('enough'))
    else run.abort()
    expect(network.dialling).toBe(0)
    await expect(done).rejects.toThrow(how.endsWith('reason') ? 'the scan was aborted' : 'enough')
    expect([network.open, clock.waiting, abortListeners(abort.signal)]).toEqual(NOTHING)
  })

  test('a signal that has fired before the call: its reason, and no dial', async () => {
    const { scan, network } = scanWorld(open22)
    const run = scan('192.0.2.1', { signal: AbortSignal.abort(new Error('before')) })
    await expect(collect(run)).rejects.toThrow('before')
    const aborted = scan('192.0.2.1')
    aborted.abort(new Error('early'))
    await expect(aborted.report()).rejects.toThrow('early')
    expect(network.dials).toBe(0)
  })

  test('disposing ends a run that nobody pulls, and closes the targets', async () => {
    const { scan, clock, network } = scanWorld({ ports: ({ port }) => (port === 1 ? 'open' : 'filtered') })
    let closed = false
    function* targets(): Generator<TargetInput> {
      try {
        for (let host = 1; host < 200; host++) yield `192.0.2.${String(host)}`
      } finally {
        closed = true
      }
    }
    {
      await using run = scan(targets(), { ports: '1-100' })
      await clock.runUntilIdle(run[Symbol.asyncIterator]().next())
      expect(network.dialling).toBeGreaterThan(0)
    }
    expect([network.open, network.dialling, clock.waiting]).toEqual(NOTHING)
    expect(closed).toBe(true)
  })

  test('disposing before the first pull: the run is over, nothing was sent', async () => {
    const { scan, network } = scanWorld(open22)
    const run = scan('192.0.2.1')
    await run[Symbol.asyncDispose]()
    await run[Symbol.asyncDispose]()
    expect(() => run.events()).toThrow(expect.objectContaining({ code: 'ERR_STATE' }))
    expect(network.dials).toBe(0)
  })

  test('pause holds sending back, resume goes on', async () => {
    const { scan, clock, network } = scanWorld(open22)
    const run = scan('192.0.2.0/28', { ports: '1-100' })
    run.pause()
    const done = collect(run)
    await clock.advance(60_000)
    expect(network.dials).toBe(0)
    run.resume()
    expect(await clock.runUntilIdle(done)).toHaveLength(16)
  })
})

test('abort() leaves no listener on the signal, even where nobody asks for the next result', async () => {
  const { scan, clock } = scanWorld(open22)
  const { signal } = new AbortController()
  const run = scan('192.0.2.0/28', { ports: '20-25', signal })
  await clock.runUntilIdle(run[Symbol.asyncIterator]().next())
  run.abort()
  expect(abortListeners(signal)).toBe(0)
})

describe('what cannot be scanned', () => {
  test('ERR_RESOLVE where nothing resolves, after the events', async () => {
    const { scan, clock } = scanWorld(open22, { names: { 'slow.example': 'timeout' } })
    const events: ScanEvent[] = []
    const consume = async (): Promise<void> => {
      for await (const event of scan(['no.example', 'slow.example'], { ports: 22 }).events())
        events.push(event)
    }
    await expect(clock.runUntilIdle(consume())).rejects.toMatchObject({
      code: 'ERR_RESOLVE',
      failure: 'not-found',
    })
    expect(events).toMatchObject([
      { kind: 'skipped', reason: 'unresolved', target: 'no.example' },
      { kind: 'skipped', reason: 'unresolved', target: 'slow.example' },
    ])
  })

  test('no error where anything could be scanned', async () => {
    const { scan, clock } = scanWorld(open22)
    const report = await clock.runUntilIdle(scan(['no.example', '192.0.2.1'], { ports: 22 }).report())
    expect(report.skipped).toMatchObject([{ target: 'no.example', reason: 'unresolved' }])
    expect(report.stats).toMatchObject({ skipped: 1, done: 1 })
  })

  test('ERR_POLICY where policy forbids everything; allowed ones are scanned, denied ones never', async () => {
    const { scan, clock, dialled } = scanWorld(open22, { names: { 'www.example': ['198.51.100.7'] } })
    await expect(
      clock.runUntilIdle(collect(scan('192.0.2.1', { ports: 22, deny: '192.0.2.0/24' }))),
    ).rejects.toMatchObject({ code: 'ERR_POLICY' })
    const options = { ports: 22, allow: ['192.0.2.0/30'], deny: '192.0.2.1' }
    const report = await clock.runUntilIdle(scan(['192.0.2.0/29', 'www.example'], options).report())
    expect([...dialled.keys()].sort()).toEqual(['192.0.2.0:22', '192.0.2.2:22', '192.0.2.3:22'])
    expect(report.skipped.filter(({ reason }) => reason === 'policy')).toHaveLength(6)
    expect(report.stats).toMatchObject({ done: 3, unprobed: 6 })
  })

  test('an iterable that throws ends the scan with its error, after what it gave', async () => {
    const { scan, clock } = scanWorld(open22)
    function* targets(): Generator<TargetInput> {
      yield '192.0.2.1'
      throw new Error('the database is gone')
    }
    const found: number[] = []
    const consume = async (): Promise<void> => {
      for await (const { port } of scan(targets(), { ports: '20-30' })) found.push(port)
    }
    await expect(clock.runUntilIdle(consume())).rejects.toThrow('the database is gone')
    expect(found).toEqual([22])
  })
})

describe('the report and the figures', () => {
  test('hosts by address, ports by number, the rest as counts', async () => {
    const { scan, clock } = scanWorld({
      ports: ({ port }) => (port === 30 ? 'filtered' : port % 10 === 0 ? 'open' : 'closed'),
    })
    const targets = ['192.0.2.10', '192.0.2.9', { host: '192.0.2.1', ports: '10,30', tag: 'own' }]
    const report = await clock.runUntilIdle(scan(targets, { ports: '1-40', excludePorts: 40 }).report())
    expect(report.version).toBe(version)
    expect(report.hosts.map(({ address }) => address)).toEqual(['192.0.2.1', '192.0.2.9', '192.0.2.10'])
    expect(report.hosts[0]).toMatchObject({
      tag: 'own',
      scanned: '10,30',
      unprobed: 0,
      counts: { open: { 'syn-ack': 1 }, filtered: { 'no-response': 1 } },
    })
    expect(report.hosts[1]).toMatchObject({
      scanned: '1-39',
      ports: [{ port: 10 }, { port: 20 }],
      counts: { open: { 'syn-ack': 2 }, closed: { 'conn-refused': 36 }, filtered: { 'no-response': 1 } },
    })
    expect(Date.parse(report.finished) - Date.parse(report.started)).toBeCloseTo(clock.now(), -1)
    expect(report.options).toMatchObject({ ports: '1-40', excludePorts: 40 })
    expect(report.options).not.toHaveProperty('connector')
    expect(() => JSON.stringify(report)).not.toThrow()
  })

  test('a host that is given several times with other ports is one host with all of them', async () => {
    const { scan, clock } = scanWorld({ ports: ({ port }) => (port === 22 ? 'open' : 'closed') })
    const targets = ['192.0.2.7:22', '192.0.2.7:80,81', { host: '192.0.2.7', ports: 443 }]
    const { hosts } = await clock.runUntilIdle(scan(targets, { excludePorts: 81 }).report())
    expect(hosts).toMatchObject([
      { unprobed: 0, counts: { open: { 'syn-ack': 1 }, closed: { 'conn-refused': 2 } } },
    ])
    expect(hosts[0]!.scanned.split(',').sort()).toEqual(['22', '443', '80'])
  })

  test('the figures add up, at every moment', async () => {
    const { scan, clock } = scanWorld(open22)
    const run = scan('192.0.2.0/27', { ports: '1-100' })
    const fractions: number[] = []
    const consume = async (): Promise<void> => {
      for await (const port of run) {
        void port
        const { done, total, fraction, eta, sent, inFlight, retried, elapsed, rate } = run.stats
        expect(total).toBe(3_200)
        expect(fraction).toBeCloseTo(done / 3_200)
        expect(sent - inFlight - retried).toBeLessThanOrEqual(done)
        expect(rate).toBeGreaterThan(0)
        if (done < 3_200) expect(eta).toBeCloseTo((elapsed / fraction!) * (1 - fraction!))
        fractions.push(fraction!)
      }
    }
    await clock.runUntilIdle(consume())
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
    const { stats } = run
    expect(stats).toMatchObject({
      done: 3_200,
      sent: 3_200,
      hosts: 32,
      unprobed: 0,
      fraction: 1,
      inFlight: 0,
    })
    expect(stats.states).toEqual({ open: { 'syn-ack': 32 }, closed: { 'conn-refused': 3_168 } })
    expect(stats.rtt.p50).toBeGreaterThan(18)
    expect(stats.rtt.p90).toBeLessThan(25)
    await clock.advance(60_000)
    expect(run.stats).toEqual(stats)
  })

  test('services are named, through the same scan', async () => {
    const { greets } = await import('../support/peer-script.ts')
    const { scan, clock, network } = scanWorld({
      ports: ({ port }) => (port === 22 ? greets('SSH-2.0-OpenSSH_9.6\r\n') : 'closed'),
    })
    const [found] = await clock.runUntilIdle(collect(scan('192.0.2.1', { ports: '20-25', services: true })))
    expect(found).toMatchObject({ port: 22, service: { name: 'ssh', product: 'OpenSSH' } })
    expect([network.open, network.dialling, clock.waiting]).toEqual(NOTHING)
  })
})
