import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collect } from '../../src/flow/collect.ts'
import type { Checkpoint } from '../../src/model/checkpoint.ts'
import type { TargetInput } from '../../src/model/target.ts'
import type { Scan } from '../../src/scan.ts'
import type { ScanOptions } from '../../src/scan-options.ts'
import { scanWorld, type ScanWorld } from './scan-world.ts'

const ports = ({ port, address }: { port: number; address: string }) =>
  port % 7 === 0 ? 'filtered' : (port + address.length) % 3 === 0 ? 'open' : 'closed'

/** Takes so many results, then stops as a process does that is killed; gives the checkpoint, as a file keeps it. */
async function stopAfter(
  run: Scan,
  world: ScanWorld,
  results: number,
  into: Set<string>,
): Promise<Checkpoint> {
  const consume = async (): Promise<void> => {
    let taken = 0
    for await (const { address, port } of run) {
      if (taken++ >= results) break
      into.add(`${address}:${String(port)}`)
    }
  }
  await world.clock.runUntilIdle(consume())
  return JSON.parse(JSON.stringify(run.checkpoint())) as Checkpoint
}

/** Targets in more than one block: those that come later are in another. */
async function* inBlocks(world: ScanWorld): AsyncGenerator<TargetInput> {
  yield '192.0.2.0/28'
  await new Promise<void>((resolve) => void world.clock.after(40, resolve))
  yield '198.51.100.0/29'
  yield { host: '203.0.113.1', ports: '5-30' }
}

const ENDPOINTS = 16 * 20 + 8 * 20 + 26

describe('resuming', () => {
  test('at any moment, any number of times: all endpoints, and only what was in flight again', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 300 }), { maxLength: 3 }),
        fc.constantFrom<ScanOptions>({ seed: 5 }, { seed: 5, concurrency: 20 }, { order: 'sequential' }),
        async (stops, extra) => {
          const world = scanWorld({ ports })
          const options: ScanOptions = { ports: '1-20', states: 'all', ...extra }
          const found = new Set<string>()
          let resume: Checkpoint | undefined
          for (const stop of stops) {
            const run = world.scan(inBlocks(world), { ...options, ...(resume && { resume }) })
            resume = await stopAfter(run, world, stop, found)
          }
          const last = world.scan(inBlocks(world), { ...options, ...(resume && { resume }) })
          for (const { address, port } of await world.clock.runUntilIdle(collect(last)))
            found.add(`${address}:${String(port)}`)
          expect(found.size).toBe(ENDPOINTS)
          expect([world.network.open, world.network.dialling, world.clock.waiting]).toEqual([0, 0, 0])
        },
      ),
      { numRuns: 60 },
    )
  })

  test('over both transports too, with ports that a target brought along', async () => {
    const targets = ['192.0.2.0/30', { host: '203.0.113.1', ports: '7,U:5-9' }]
    const options: ScanOptions = { ports: 'T:1-6,U:1-4', states: 'all', seed: 3, concurrency: 4 }
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 30 }), { maxLength: 3 }), async (stops) => {
        const world = scanWorld({ ports: ({ port }) => (port % 3 === 0 ? 'filtered' : 'closed') })
        const found = new Map<string, number>()
        let resume: Checkpoint | undefined
        for (const stop of [...stops, Infinity]) {
          const run = world.scan(targets, { ...options, ...(resume && { resume }) })
          const consume = async (): Promise<void> => {
            let taken = 0
            for await (const { address, port, transport } of run) {
              if (taken++ >= stop) break
              const key = `${address} ${port}/${transport}`
              found.set(key, (found.get(key) ?? 0) + 1)
            }
          }
          await world.clock.runUntilIdle(consume())
          resume = JSON.parse(JSON.stringify(run.checkpoint())) as Checkpoint
        }
        expect(found.size).toBe(4 * 10 + 6)
        expect([...found.values()].every((times) => times === 1)).toBe(true)
      }),
      { numRuns: 25 },
    )
  })

  test('UDP or not makes another scan', async () => {
    const world = scanWorld({ ports: () => 'closed' })
    const run = world.scan('192.0.2.1', { ports: 'T:1-6,U:1-4', seed: 1 })
    const resume = await stopAfter(run, world, 2, new Set())
    expect(() => world.scan('192.0.2.1', { ports: 'T:1-6', seed: 1, resume })).toThrow(
      /other targets or options/,
    )
    expect(() => world.scan('192.0.2.1', { ports: 'T:1-6,U:1-4', seed: 1, udp: true, resume })).toThrow(
      /other/,
    )
  })

  test('what the consumer was done with is not scanned again', async () => {
    const world = scanWorld({ ports: () => 'closed' })
    const options: ScanOptions = { ports: '1-50', states: 'all', seed: 1, concurrency: 10 }
    const found = new Set<string>()
    const resume = await stopAfter(world.scan('192.0.2.0/29', options), world, 200, found)
    const before = new Map(world.dialled)
    await world.clock.runUntilIdle(collect(world.scan('192.0.2.0/29', { ...options, resume })))
    for (const key of found) expect(world.dialled.get(key)).toBe(1)
    const again = [...world.dialled].filter(
      ([key, count]) => count > (before.get(key) ?? 0) && before.has(key),
    )
    // What was in flight, and what was ready and not asked for.
    expect(again.length).toBeLessThanOrEqual(400 - 200)
    expect(world.dialled.size).toBe(400)
  })

  test('before the first result, twice in a row, and after the end', async () => {
    const world = scanWorld({ ports })
    const options: ScanOptions = { ports: '1-20', states: 'all', seed: 9 }
    const fresh = world.scan('192.0.2.0/28', options).checkpoint()
    expect(fresh).toMatchObject({ version: 1, seed: 9, next: 0, pending: [] })
    const stopped = await stopAfter(
      world.scan('192.0.2.0/28', { ...options, resume: fresh }),
      world,
      30,
      new Set(),
    )
    // A resumed scan that is stopped before it has begun stands where it stood.
    const resumed = world.scan('192.0.2.0/28', { ...options, resume: stopped })
    expect(resumed.checkpoint()).toEqual(stopped)
    await world.clock.runUntilIdle(collect(resumed))
    const over = resumed.checkpoint()
    expect(over.hosts).toEqual([])
    const { dials } = world.network
    expect(
      await world.clock.runUntilIdle(collect(world.scan('192.0.2.0/28', { ...options, resume: over }))),
    ).toEqual([])
    expect(world.network.dials).toBe(dials)
  })

  test('shards are a partition, resumed or not', async () => {
    for (const count of [2, 3]) {
      const world = scanWorld({ ports: () => 'closed' })
      const found: string[] = []
      for (let index = 0; index < count; index++) {
        const options: ScanOptions = { ports: '1-20', states: 'all', shard: { index, count } }
        const own = new Set<string>()
        const resume = await stopAfter(world.scan(['192.0.2.0/28', '198.51.100.1'], options), world, 25, own)
        const rest = world.scan(['192.0.2.0/28', '198.51.100.1'], { ...options, resume })
        for (const { address, port } of await world.clock.runUntilIdle(collect(rest)))
          own.add(`${address}:${String(port)}`)
        found.push(...own)
      }
      expect(found).toHaveLength(17 * 20)
      expect(new Set(found).size).toBe(17 * 20)
    }
  })

  test('names keep the addresses that they had', async () => {
    const world = scanWorld({ ports: () => 'closed' }, { names: { 'www.example': ['192.0.2.1'] } })
    const options: ScanOptions = { ports: '1-20', states: 'all' }
    const resume = await stopAfter(world.scan('www.example', options), world, 5, new Set())
    expect(resume.hosts).toMatchObject([{ name: 'www.example', address: '192.0.2.1' }])
    const moved = scanWorld({ ports: () => 'closed' }, { names: { 'www.example': ['198.51.100.1'] } })
    const results = await moved.clock.runUntilIdle(collect(moved.scan('www.example', { ...options, resume })))
    expect(new Set(results.map(({ address }) => address))).toEqual(new Set(['192.0.2.1']))
  })
})

describe('a checkpoint that does not fit is ERR_CHECKPOINT', () => {
  const taken = (): Checkpoint => scanWorld().scan('192.0.2.0/28', { ports: '1-20', seed: 3 }).checkpoint()

  test.each<[string, TargetInput, ScanOptions]>([
    ['other targets', '192.0.2.0/29', { ports: '1-20' }],
    ['other ports', '192.0.2.0/28', { ports: '1-21' }],
    ['other exclusions', '192.0.2.0/28', { ports: '1-20', exclude: '192.0.2.1' }],
    ['another order', '192.0.2.0/28', { ports: '1-20', order: 'sequential' }],
    ['another shard', '192.0.2.0/28', { ports: '1-20', shard: { index: 0, count: 2 } }],
    ['another seed', '192.0.2.0/28', { ports: '1-20', seed: 4 }],
  ])('%s', (_what, target, options) => {
    const resume = taken()
    expect(() => scanWorld().scan(target, { ...options, resume })).toThrow(
      expect.objectContaining({ code: 'ERR_CHECKPOINT' }),
    )
  })

  test('the same again fits', () => {
    expect(() => scanWorld().scan('192.0.2.0/28', { ports: '1-20', resume: taken() })).not.toThrow()
  })

  const host = { kind: 'address', address: '192.0.2.1', family: 4, ordinal: 0, target: 'x' }

  test.each<[string, object]>([
    ['nothing', {}],
    ['another version', { version: 2 }],
    ['no number', { next: 'x' }],
    ['less than nothing done', { done: -1 }],
    ['a position below 0', { next: -1 }],
    ['pending that is no list', { pending: 5 }],
    ['pending that are no pairs', { pending: [[1]] }],
    ['pending beyond the ports of its hosts', { hosts: [host], next: 30, pending: [[20, 1]] }],
    ['pending without a host', { hosts: [], pending: [[0, 1]] }],
    ['ports that are none', { hosts: [{ ...host, ports: 'U:99999' }] }],
    ['hosts that are none', { hosts: [null] }],
    [
      'a host of no address',
      { hosts: [{ kind: 'address', address: 'x', family: 4, ordinal: 0, target: 'x' }] },
    ],
    [
      'a host that nothing can be sent to',
      { hosts: [{ kind: 'address', address: '255.255.255.255', family: 4, ordinal: 0, target: 'x' }] },
    ],
    [
      'a host whose name is no text',
      { hosts: [{ kind: 'address', address: '192.0.2.1', family: 4, ordinal: 0, target: 'x', name: 5 }] },
    ],
    ['earlier blocks that are none', { earlier: [{}] }],
    ['no coverage', { covered: null }],
  ])('damaged: %s', (what, damage) => {
    const resume = (what === 'nothing' ? damage : { ...taken(), ...damage }) as Checkpoint
    expect(() => scanWorld().scan('192.0.2.0/28', { ports: '1-20', resume })).toThrow(
      expect.objectContaining({ code: 'ERR_CHECKPOINT' }),
    )
  })
})
