import { channel } from 'node:diagnostics_channel'
import { describe, expect, test, vi } from 'vitest'
import { collect } from '../../src/flow/collect.ts'
import type { ScanStats } from '../../src/model/stats.ts'
import { version } from '../../src/model/version.ts'
import { ProbeCounts } from '../../src/probe/probe-counts.ts'
import { startDiagnostics } from '../../src/scan-diagnostics.ts'
import { completeOptions } from '../../src/scan-settings.ts'
import { manualClock } from '../support/manual-clock.ts'
import { channelNames, channelsHeard, watchChannels, type Told } from '../support/watched-channels.ts'
import { scanWorld } from './scan-world.ts'

const open22 = {
  ports: ({ port }: { port: number }) => (port === 22 ? ('open' as const) : ('closed' as const)),
}

/** What was told, in short. */
function short(told: readonly Told[]): unknown[] {
  return told.map(([name, message]) => {
    if ('hosts' in message) return [name, message.hosts]
    if ('outcome' in message) return [name, message.outcome]
    return 'error' in message ? [name, message.error] : [name]
  })
}

describe('a scan that is watched', () => {
  test('tells its start, its hosts and its end, each with the same scan', async () => {
    const told = watchChannels()
    const { scan, clock } = scanWorld(open22)
    const run = scan('192.0.2.0/30', { ports: '20-25', exclude: '192.0.2.3' })
    expect(told).toEqual([])
    const iterator = run[Symbol.asyncIterator]()
    expect(told).toEqual([])
    const first = iterator.next()
    expect(short(told)).toEqual([['start']])
    expect(told[0]![1].scan.stats).toMatchObject({ sent: 0, done: 0, hosts: 0 })
    await clock.runUntilIdle(first)
    await clock.runUntilIdle(collect({ [Symbol.asyncIterator]: () => iterator }))
    expect(short(told)).toEqual([['start'], ['hosts', 3], ['end', 'complete']])
    const [watched, ...more] = new Set(told.map(([, message]) => message.scan))
    expect(more).toEqual([])
    expect(watched).toMatchObject({ version, targets: 3, stats: run.stats })
    expect(watched!.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    expect(watched!.options).toEqual({ ports: '20-25', exclude: '192.0.2.3' })
    expect(watched!.stats.done).toBe(18)
  })

  test('names leave the number of targets open', async () => {
    const told = watchChannels()
    const { scan, clock } = scanWorld(open22, { names: { 'www.example': ['192.0.2.9'] } })
    await clock.runUntilIdle(collect(scan('www.example', { ports: 22 })))
    expect(told[0]![1].scan).not.toHaveProperty('targets')
  })

  test('two at once are told apart', async () => {
    const told = watchChannels(['start', 'end'])
    const { scan, clock } = scanWorld(open22)
    const runs = [scan('192.0.2.1', { ports: 22 }).report(), scan('192.0.2.2', { ports: '22-30' }).report()]
    await clock.runUntilIdle(Promise.all(runs))
    const ids = told.map(([, { scan }]) => scan.id)
    expect(new Set(ids).size).toBe(2)
    expect([...ids.slice(0, 2)].sort()).toEqual([...ids.slice(2)].sort())
  })

  test('hosts are told by the thousand, or each second, and all of them', async () => {
    const told = watchChannels(['hosts'])
    const [clock, counts, { signal }] = [manualClock(), new ProbeCounts(), new AbortController()]
    const settings = completeOptions('192.0.2.0/24', { clock })
    const diagnostics = startDiagnostics({ settings, counts, signal, stats: () => ({}) as ScanStats })!
    const finish = (hosts: number): unknown => {
      counts.hosts += hosts
      diagnostics.look()
      return short(told.splice(0))
    }
    expect(finish(999)).toEqual([])
    expect(finish(1)).toEqual([['hosts', 1_000]])
    await clock.advance(999)
    expect(finish(1)).toEqual([])
    await clock.advance(1)
    expect(finish(0)).toEqual([['hosts', 1]])
    await clock.advance(5_000)
    expect(finish(0)).toEqual([])
    expect(finish(2)).toEqual([['hosts', 2]])
    expect(finish(3)).toEqual([])
    diagnostics.end('complete')
    expect(finish(5_000)).toEqual([['hosts', 3]])
  })

  test('where nothing comes out, each block shows how far it is', async () => {
    const told = watchChannels(['hosts'])
    const { scan, clock } = scanWorld({ ports: () => 'closed' })
    expect(await clock.runUntilIdle(collect(scan('10.0.0.0/20', { ports: '1-4' })))).toEqual([])
    expect(told.length).toBeGreaterThan(1)
  })
})

describe('how it ends', () => {
  test.each(['break', 'throw'] as const)('%s leaves it', async (how) => {
    const told = watchChannels()
    const { scan, clock } = scanWorld(open22)
    const consume = async (): Promise<void> => {
      for await (const port of scan('192.0.2.0/24', { ports: '20-25' })) {
        if (how === 'throw') throw new Error(String(port.port))
        break
      }
    }
    await clock.runUntilIdle(consume().catch(() => {}))
    expect(short(told).at(-1)).toEqual(['end', 'left'])
    expect(told.filter(([name]) => name === 'end' || name === 'error')).toHaveLength(1)
    expect(told.at(-1)![1].scan.stats.inFlight).toBe(0)
  })

  test.each(['signal', 'method', 'dispose'] as const)(
    'an abort (%s) is no error, and told at once',
    async (how) => {
      const told = watchChannels()
      const abort = new AbortController()
      const { scan, clock } = scanWorld({ ports: ({ port }) => (port === 1 ? 'open' : 'filtered') })
      const run = scan('192.0.2.0/24', { ports: '1-40', signal: abort.signal, order: 'sequential' })
      const iterator = run[Symbol.asyncIterator]()
      await clock.runUntilIdle(iterator.next())
      // Nobody asks again: the end is told nevertheless.
      if (how === 'signal') abort.abort(new Error('enough'))
      else if (how === 'method') run.abort()
      else await clock.runUntilIdle(Promise.resolve(run[Symbol.asyncDispose]()))
      expect(short(told).at(-1)).toEqual(['end', 'aborted'])
      await iterator.next().catch(() => {})
      await iterator.return?.()
      expect(told.filter(([name]) => name !== 'hosts').map(([name]) => name)).toEqual(['start', 'end'])
    },
  )

  test('one that was aborted before it began', async () => {
    const told = watchChannels()
    const { scan } = scanWorld(open22)
    await expect(collect(scan('192.0.2.1', { signal: AbortSignal.abort(new Error('no')) }))).rejects.toThrow(
      'no',
    )
    expect(short(told)).toEqual([['start'], ['end', 'aborted']])
  })

  test('an error is told, and that it was the end', async () => {
    const told = watchChannels()
    const { scan, clock } = scanWorld(open22)
    const failed = clock.runUntilIdle(
      collect(scan('unknown.example', { ports: 22 })).catch((error: unknown) => error),
    )
    const error = await failed
    expect(error).toMatchObject({ code: 'ERR_RESOLVE' })
    expect(short(told)).toEqual([['start'], ['error', error], ['end', 'failed']])
  })

  test('so is one of the targets', async () => {
    const told = watchChannels()
    const { scan, clock } = scanWorld(open22)
    const broken = new Error('the cursor broke')
    function* targets(): Generator<string> {
      yield '192.0.2.1'
      throw broken
    }
    const run = collect(scan(targets(), { ports: 22 }))
    expect(await clock.runUntilIdle(run.catch((error: unknown) => error))).toBe(broken)
    expect(short(told).slice(-2)).toEqual([
      ['error', broken],
      ['end', 'failed'],
    ])
  })
})

test('where nobody listens nothing is published, and nothing is read', async () => {
  expect(channelsHeard()).toEqual([])
  const publish = vi.spyOn(
    Object.getPrototypeOf(channel(`portscan-core:scan:start`)) as { publish(): void },
    'publish',
  )
  const { scan, clock } = scanWorld(open22)
  await clock.runUntilIdle(scan('192.0.2.0/28', { ports: 22 }).report())
  expect(publish).not.toHaveBeenCalled()
  publish.mockRestore()
})

test('who listens to one channel only is told of it; who comes late, of the next scan', async () => {
  const { scan, clock } = scanWorld(open22)
  const iterator = scan('192.0.2.1', { ports: 22 })[Symbol.asyncIterator]()
  await clock.runUntilIdle(iterator.next())
  const told = watchChannels(['end'])
  await clock.runUntilIdle(iterator.next())
  expect(told).toEqual([])
  await clock.runUntilIdle(collect(scan('192.0.2.1', { ports: 22 })))
  expect(short(told)).toEqual([['end', 'complete']])
})

test('the order of a scan is the same, watched or not', async () => {
  const order = async (): Promise<number[]> => {
    const { scan, clock } = scanWorld({ ports: () => 'open' })
    return (await clock.runUntilIdle(collect(scan('192.0.2.1', { ports: '1-50' })))).map(({ port }) => port)
  }
  const alone = await order()
  const told = watchChannels(channelNames)
  expect(await order()).toEqual(alone)
  expect(told.length).toBeGreaterThan(0)
})
