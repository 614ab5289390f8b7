import fc from 'fast-check'
import { expect, test } from 'vitest'
import { collect } from '../../src/flow/collect.ts'
import type { Targets } from '../../src/model/target.ts'
import type { ScanOptions } from '../../src/scan-options.ts'
import { completeOptions } from '../../src/scan-settings.ts'
import { endpointsToScan } from '../../src/scan-size.ts'
import { scanWorld } from './scan-world.ts'

const size = (targets: Targets, options: ScanOptions) => endpointsToScan(completeOptions(targets, options))

test('the whole where the targets are addresses, nothing where they are names or come later', () => {
  expect(size('192.0.2.0/24', { ports: '1-10', excludePorts: 3 })).toBe(2_304)
  expect(size('www.example', { ports: 22 })).toBeUndefined()
  expect(size(new Set(['192.0.2.1']), { ports: 22 })).toBeUndefined()
})

test('the shares of all shards are the whole, over many blocks too', () => {
  const wholes: [Targets, string, number][] = [
    ['192.0.2.0/29', '1-7', 56],
    ['10.0.0.0/16', '1-3', 3 * 65_536],
    ['10.0.0.0/20', '-', 4_096 * 65_535],
    [[{ host: '192.0.2.1', ports: '1-5' }, '192.0.2.2'], '1-3', 8],
  ]
  for (const [targets, ports, whole] of wholes) {
    const shares = Array.from({ length: 7 }, (_, index) =>
      size(targets, { ports, shard: { index, count: 7 } })!,
    )
    expect(shares.reduce((sum, share) => sum + share)).toBe(whole)
  }
})

test('a share that only the walk can tell is not guessed', () => {
  const shard = { index: 0, count: 3 }
  expect(size('192.0.2.0/24', { ports: 22, shard, family: 4 })).toBeUndefined()
  expect(size(['10.0.0.0/16', { host: '192.0.2.1', ports: '1-5' }], { ports: 22, shard })).toBeUndefined()
})

test('a shard scans as many as it says, from the first result on', async () => {
  for (const [targets, ports] of [
    ['10.0.0.0/19', '22'],
    ['192.0.2.0/28', '1-20'],
  ] as const) {
    for (const index of [0, 2]) {
      const { scan, clock } = scanWorld({ ports: () => 'closed' })
      const run = scan(targets, { ports, shard: { index, count: 3 } })
      const { total } = run.stats
      await clock.runUntilIdle(collect(run))
      expect(run.stats).toMatchObject({ total, done: total, fraction: 1 })
    }
  }
})

test('a resumed scan counts what was left, however often it was stopped', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat({ max: 60 }), { minLength: 1, maxLength: 3 }),
      fc.constantFrom(undefined, { index: 1, count: 2 }),
      async (stops, shard) => {
        const { scan, clock } = scanWorld({ ports: () => 'closed' })
        const options: ScanOptions = {
          ports: '1-20',
          states: 'all',
          seed: 3,
          concurrency: 9,
          ...(shard && { shard }),
        }
        const whole = size('192.0.2.0/29', options)!
        let run = scan('192.0.2.0/29', options)
        for (const stop of stops) {
          const iterator = run[Symbol.asyncIterator]()
          for (let taken = 0; taken < stop; taken++) await clock.runUntilIdle(iterator.next())
          await clock.runUntilIdle(iterator.return!())
          const resume = run.checkpoint()
          run = scan('192.0.2.0/29', { ...options, resume })
          expect(run.stats.total).toBe(whole - resume.done)
        }
        const { total } = run.stats
        await clock.runUntilIdle(collect(run))
        expect(run.stats).toMatchObject({ total, done: total })
        expect(run.checkpoint().done).toBe(whole)
      },
    ),
    { numRuns: 30 },
  )
})
