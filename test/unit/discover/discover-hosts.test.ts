import { describe, expect, test } from 'vitest'
import type { Discoverer, Discovery } from '../../../src/discover/discoverer.ts'
import { discoverHosts, type DiscoverHostsOptions } from '../../../src/discover/discover-hosts.ts'
import { tcpPing } from '../../../src/discover/tcp-ping.ts'
import { createRate } from '../../../src/net/rate.ts'
import { collect } from '../../../src/flow/collect.ts'
import type { Notice } from '../../../src/model/event.ts'
import type { ResolvedHost } from '../../../src/model/host.ts'
import { abortListeners } from '../../support/open-handles.ts'
import { rest } from '../../support/iterables.ts'
import { discoverWorld, hostAt } from './tools.ts'

const hosts = Array.from({ length: 40 }, (_, at) => hostAt(`192.0.2.${String(at)}`, { ordinal: at }))
const asFound = (host: ResolvedHost): ResolvedHost => ({ ...host, found: true })
const lastOctet = ({ address }: { readonly address?: string }): number => Number(address?.split('.')[3])

function saying(
  name: string,
  status: (host: ResolvedHost) => Discovery['status'],
  more: object = {},
): Discoverer {
  return { name, discover: (host) => Promise.resolve({ status: status(host), ...more }) }
}

/** All hosts but those whose last octet is odd are there. */
function evens(more: Partial<DiscoverHostsOptions> = {}) {
  const world = discoverWorld((endpoint) => (lastOctet(endpoint) % 2 === 0 ? 'closed' : 'filtered'))
  const { clock, network, abort } = world
  const options = { discoverers: [tcpPing({ ports: [80] })], connector: network.connector, clock, ...more }
  const stage = discoverHosts({ signal: abort.signal, ...options })
  return { ...world, stage }
}

describe('discoverHosts', () => {
  test('who is there goes on behind its event, in order; who is not is an event and a skip, in its place', async () => {
    const { clock, stage, network, abort } = evens()
    const out = await clock.runUntilIdle(collect(stage(hosts)))
    expect(out.filter(({ kind }) => kind === 'address')).toEqual(
      hosts.filter((host) => lastOctet(host) % 2 === 0).map(asFound),
    )
    expect(out.slice(0, 2)).toEqual([
      {
        kind: 'host',
        status: 'up',
        target: '192.0.2.0',
        address: '192.0.2.0',
        family: 4,
        reason: 'conn-refused',
      },
      asFound(hosts[0]!),
    ])
    expect(out.filter((item) => lastOctet(item as ResolvedHost) === 1)).toEqual([
      {
        kind: 'host',
        status: 'down',
        target: '192.0.2.1',
        address: '192.0.2.1',
        family: 4,
        reason: 'no-response',
      },
      { kind: 'skipped', target: '192.0.2.1', address: '192.0.2.1', reason: 'host-down' },
    ])
    const order = out.map((item) => lastOctet(item as ResolvedHost))
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(out).toHaveLength(80)
    expect(network).toMatchObject({ open: 0, dialling: 0 })
    expect(abortListeners(abort.signal)).toBe(0)
  })

  test('a host keeps its name and label when it is skipped', async () => {
    const { stage, clock } = evens()
    const host = hostAt('192.0.2.1', { target: 'a.example', name: 'a.example', tag: 'lab' })
    const out = await clock.runUntilIdle(collect(stage([host])))
    for (const item of out) expect(item).toMatchObject({ target: 'a.example', name: 'a.example', tag: 'lab' })
    expect(out).toHaveLength(2)
  })

  test('what is not wanted, and notices, pass at once and nothing is sent', async () => {
    const { stage, network } = evens({ wanted: () => false })
    const notice: Notice = { kind: 'warning', code: 'special-address', message: 'x' }
    expect(await collect(stage([notice, ...hosts]))).toEqual([notice, ...hosts])
    expect(network.dials).toBe(0)
  })

  test.each<[Discovery['status'][], 'goes on' | 'is skipped']>([
    [['up', 'down'], 'goes on'],
    [['down', 'up'], 'is skipped'],
    [['silent', 'up'], 'goes on'],
    [['silent', 'down'], 'is skipped'],
    [['silent', 'unknown'], 'is skipped'],
    [['unknown', 'silent'], 'is skipped'],
    [['unknown', 'unknown'], 'goes on'],
    [[], 'goes on'],
  ])('%j: it %s', async (statuses, what) => {
    const discoverers = statuses.map((status, at) => saying(`d${String(at)}`, () => status))
    const out = await collect(discoverHosts({ discoverers })([hosts[0]!]))
    expect(out.some(({ kind }) => kind === 'address') ? 'goes on' : 'is skipped').toBe(what)
  })

  test('nothing is sent before the first pull, and no more than the window after it', async () => {
    const { clock, stage, network } = evens({ concurrency: 4 })
    let taken = 0
    function* counted() {
      for (const host of hosts) {
        taken++
        yield host
      }
    }
    const iterator = stage(counted())[Symbol.asyncIterator]()
    await clock.advance(10_000)
    expect([network.dials, taken]).toEqual([0, 0])
    await clock.runUntilIdle(iterator.next())
    await clock.advance(60_000)
    // Twice the concurrency, and the one that is in the reader's hands.
    expect(taken).toBeLessThanOrEqual(9)
    expect(network.most).toBeLessThanOrEqual(4)
    await iterator.return?.()
    await rest(2)
    expect(network).toMatchObject({ open: 0, dialling: 0 })
  })

  test('break ends what is under way and closes the source', async () => {
    const { clock, stage, network, abort } = evens({ concurrency: 8 })
    let closed = 0
    function* source() {
      try {
        yield* hosts
      } finally {
        closed++
      }
    }
    const leave = async (): Promise<void> => {
      for await (const item of stage(source())) if (item.kind === 'address') break
    }
    await clock.runUntilIdle(leave())
    await rest(2)
    expect([closed, network.dialling, abortListeners(abort.signal), clock.waiting]).toEqual([1, 0, 0, 0])
  })

  test('an abort ends the iteration with its reason, and what is under way', async () => {
    const { clock, stage, network, abort } = evens()
    const reason = new Error('enough')
    const all = collect(stage(hosts)).catch((error: unknown) => error)
    await clock.advance(10)
    expect(network.dialling).toBe(32)
    abort.abort(reason)
    expect(await clock.runUntilIdle(all)).toBe(reason)
    await rest(2)
    expect([network.dialling, abortListeners(abort.signal), clock.waiting]).toEqual([0, 0, 0])
  })

  test('a discoverer that throws ends the iteration with its error; what came before goes out', async () => {
    const failure = new Error('a mistake of its own')
    const discoverer: Discoverer = {
      name: 'own',
      discover: ({ ordinal }) =>
        ordinal === 3 ? Promise.reject(failure) : Promise.resolve({ status: 'up' }),
    }
    const got: unknown[] = []
    const read = async (): Promise<void> => {
      for await (const item of discoverHosts({ discoverers: [discoverer] })(hosts)) got.push(item)
    }
    await expect(read()).rejects.toBe(failure)
    expect(got.filter((item) => (item as ResolvedHost).kind === 'address')).toEqual(
      hosts.slice(0, 3).map(asFound),
    )
  })

  test('behind a closed gate nobody is asked', async () => {
    let open = (): void => {}
    const opened = new Promise<void>((resolve) => (open = resolve))
    const { clock, stage, network } = evens({ gate: () => opened })
    const all = collect(stage(hosts))
    await clock.advance(60_000)
    expect(network.dials).toBe(0)
    open()
    expect(await clock.runUntilIdle(all)).toHaveLength(80)
  })

  test('one that never answers is left: its hosts go on, and a warning says so once', async () => {
    const stuck: Discoverer = { name: 'own', discover: () => new Promise(() => {}) }
    const { clock, stage, abort } = evens({ discoverers: [stuck], patience: 500 })
    const out = await clock.runUntilIdle(collect(stage(hosts)))
    expect(out.filter(({ kind }) => kind === 'address')).toEqual(hosts)
    expect(out.filter(({ kind }) => kind !== 'address')).toEqual([
      {
        kind: 'warning',
        code: 'discoverer-stuck',
        target: '192.0.2.0',
        message: expect.stringContaining("'own'") as string,
      },
    ])
    expect([clock.now(), clock.waiting, abortListeners(abort.signal)]).toEqual([1_000, 0, 0])
  })

  test('each host that a discoverer is asked for counts against the rate, by whatever it sends', async () => {
    const { clock } = discoverWorld({})
    const asked: number[] = []
    const counted: Discoverer = {
      name: 'counted',
      discover: () => Promise.resolve({ status: asked.push(clock.now()) > 0 ? 'up' : 'down' }),
    }
    const rate = createRate({ perSecond: 10, clock })
    // The wait for a turn is not the discoverer's time.
    const options = { discoverers: [counted], rate, clock, patience: 50 }
    const out = await clock.runUntilIdle(collect(discoverHosts(options)(hosts.slice(0, 5))))
    expect(asked).toEqual([0, 100, 200, 300, 400])
    expect(out.filter(({ kind }) => kind === 'address')).toEqual(hosts.slice(0, 5).map(asFound))
  })

  test('packets that go another way have turns of their own; where the host has counted, the first is free', async () => {
    for (const counts of [false, true]) {
      const { clock } = discoverWorld({})
      const sent: number[] = []
      const echo: Discoverer = {
        name: 'echo',
        async discover({ address }, { turn }) {
          for (let packet = 0; packet < 2; packet++) if (await turn(address)) sent.push(clock.now())
          return { status: 'silent' }
        },
      }
      const rate = createRate({ perSecond: 10, clock })
      const turn = async (address: string): Promise<boolean> => {
        await new Promise<void>((resolve) => clock.after(rate.reserve(address), resolve))
        return address !== '192.0.2.1'
      }
      const options = { discoverers: [echo], clock, turn, ...(counts && { rate }), patience: 50 }
      await clock.runUntilIdle(collect(discoverHosts(options)(hosts.slice(0, 3))))
      expect(clock.now()).toBe(500)
      // Without a count of hosts, the policy is asked for each.
      expect(sent).toHaveLength(counts ? 5 : 4)
    }
  })

  test('a scan that is paused between two packets sends the second one later', async () => {
    const { clock } = discoverWorld({})
    const sent: number[] = []
    const echo: Discoverer = {
      name: 'echo',
      async discover({ address }, { turn }) {
        for (let packet = 0; packet < 2; packet++) if (await turn(address)) sent.push(clock.now())
        return { status: 'up' }
      },
    }
    let gates = 0
    const gate = async (): Promise<void> => {
      if (++gates === 3) await new Promise<void>((resolve) => clock.after(5_000, resolve))
    }
    const options = { discoverers: [echo], clock, gate, patience: 50 }
    await clock.runUntilIdle(collect(discoverHosts(options)(hosts.slice(0, 1))))
    expect(sent).toEqual([0, 5_000])
  })

  test('what a discoverer holds for a run is opened before the first host, and left at the end', async () => {
    const said: string[] = []
    const holding: Discoverer = {
      name: 'holding',
      async open() {
        await rest(2)
        said.push('open')
        return () => void said.push('leave')
      },
      discover: ({ address }) => (said.push(address), Promise.resolve({ status: 'up' })),
    }
    const stage = discoverHosts({ discoverers: [holding], concurrency: 2 })
    const run = stage(hosts)
    await rest(4)
    expect(said).toEqual([])
    await collect(run).then((all) => expect(all).toHaveLength(80))
    expect([said[0], said.length, said.at(-1)]).toEqual(['open', 42, 'leave'])
    said.length = 0
    for await (const item of stage(hosts)) if (item.kind === 'address') break
    expect([said[0], said.at(-1)]).toEqual(['open', 'leave'])
    expect(said.filter((word) => word === 'leave')).toHaveLength(1)
  })

  test('where it cannot be opened the run ends with the reason, and nobody is asked', async () => {
    let asked = 0
    const barred: Discoverer = {
      name: 'barred',
      open: () => Promise.reject(new Error('no capability')),
      discover: () => (asked++, Promise.resolve({ status: 'up' })),
    }
    await expect(collect(discoverHosts({ discoverers: [barred] })(hosts))).rejects.toThrow('no capability')
    expect(asked).toBe(0)
  })

  test('an abort ends the wait for a turn, and nobody is asked', async () => {
    const { clock, abort } = discoverWorld({})
    let asked = 0
    const discoverer: Discoverer = {
      name: 'own',
      discover: () => Promise.resolve({ status: 'up', rtt: asked++ }),
    }
    const rate = createRate({ perSecond: 0.01, clock })
    const stage = discoverHosts({ discoverers: [discoverer], rate, clock, signal: abort.signal })
    const all = collect(stage(hosts.slice(0, 2))).catch((error: unknown) => error)
    await clock.advance(10)
    const reason = new Error('enough')
    abort.abort(reason)
    expect(await clock.runUntilIdle(all)).toBe(reason)
    await rest(2)
    expect([asked, clock.waiting, abortListeners(abort.signal)]).toEqual([1, 0, 0])
  })
})
