import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ScanEvent } from '../../../src/model/event.ts'
import type { Found } from '../../../src/testing/memory-network.ts'
import { tcpBanner } from '../../../src/probe/tcp-banner.ts'
import { blockOf } from './pieces.ts'
import { hostsOf, portsOf, staged } from './staging.ts'

const marked = (events: readonly ScanEvent[]): number =>
  portsOf(events).filter(({ marks }) => marks?.includes('all-open')).length
const HIGH = 49_152

describe('a host whose every port is open', () => {
  test('is marked within 70 answers: later results, the host; all ports have their result (H10)', async () => {
    const { run, counts, clock } = staged({ ports: () => 'open' })
    const events = await run([blockOf(1, 1_000, { seed: 3 })])
    expect(portsOf(events)).toHaveLength(1_000)
    expect(marked(events)).toBeGreaterThanOrEqual(1_000 - 70)
    expect(hostsOf(events).at(-1)).toMatchObject({ status: 'finished', marks: ['all-open'] })
    // Three decoys, which are no results.
    expect(counts).toMatchObject({ sent: 1_003, done: 1_000, inFlight: 0 })
    expect(clock.waiting).toBe(0)
  })

  test.each([1, 2, 3])('at 20 %% loss too (seed %i)', async (seed) => {
    const { run } = staged({ ports: () => 'open', loss: 0.2, seed })
    const events = await run([blockOf(1, 1_000, { seed })])
    expect(portsOf(events).filter(({ state }) => state === 'open')).toHaveLength(1_000)
    expect(marked(events)).toBeGreaterThanOrEqual(1_000 - 70)
  })

  test('with all 65,535 ports asked', async () => {
    const { run } = staged({ ports: () => 'open', timing: { startRate: 100_000 } })
    expect(marked(await run([blockOf(1, 65_535, { seed: 1 })]))).toBeGreaterThanOrEqual(65_535 - 70)
  })

  test('is no longer talked to: its ports are only opened (H10)', async () => {
    let greeted = 0
    const { stage, network, clock } = staged({
      ports: () => (peer) => peer.listen(() => greeted++),
    })
    const strategy = tcpBanner({
      connector: network.connector,
      opener: () => ({ probe: 'hello', bytes: Buffer.from('hello') }),
    })
    const events: ScanEvent[] = []
    const consume = async (): Promise<void> => {
      for await (const event of stage([blockOf(1, 1_000)], { strategy })) events.push(event)
    }
    await clock.runUntilIdle(consume())
    expect(portsOf(events)).toHaveLength(1_000)
    // Those in flight when the 64th answered were greeted before it was known.
    expect(greeted).toBeLessThanOrEqual(64 + 500)
    expect(portsOf(events).filter(({ exchanges }) => exchanges === undefined).length).toBeGreaterThan(400)
  })
})

describe('no other host', () => {
  test('up to 60 open ports, in whatever order and with whatever else: never marked', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom<Found>('closed', 'filtered', { code: 'EHOSTUNREACH' }),
        fc.constantFrom(0, 0.1),
        async (seed, open, rest, loss) => {
          const { run } = staged({ ports: ({ port }) => (port <= open ? 'open' : rest), loss, seed })
          const events = await run([blockOf(1, 100, { seed })])
          expect(marked(events)).toBe(0)
          expect(hostsOf(events).every(({ marks }) => marks === undefined)).toBe(true)
        },
      ),
      { numRuns: 40 },
    )
  })

  test.each<[string, Found]>([
    ['closed', 'closed'],
    ['unreachable', { code: 'EHOSTUNREACH' }],
    ['silent', 'filtered'],
  ])('500 open ports, and beside them nothing but %s ones: not marked', async (_how, beside) => {
    const { run, dialled } = staged({ ports: ({ port }) => (port >= HIGH ? beside : 'open') })
    const events = await run([blockOf(1, 500, { seed: 2 })])
    expect([portsOf(events).length, marked(events)]).toEqual([500, 0])
    const decoys = [...dialled].filter(([key]) => Number(key.split(':')[1]) >= HIGH)
    expect(decoys.reduce((sum, [, tries]) => sum + tries, 0)).toBeLessThanOrEqual(3 * 3 * 3)
    expect(decoys.length).toBeGreaterThan(0)
  })

  test('hosts are told apart', async () => {
    const { run } = staged({ ports: ({ address }) => (address === '192.0.2.2' ? 'open' : 'closed') })
    const events = await run([blockOf(3, 200, { seed: 4 })])
    const finished = hostsOf(events).filter(({ status }) => status === 'finished')
    expect(finished.filter(({ marks }) => marks !== undefined).map(({ address }) => address)).toEqual([
      '192.0.2.2',
    ])
  })
})

test('decoys that our own machine cannot send hold no host for ever', async () => {
  const { run } = staged({
    ports: ({ port }) => (port >= HIGH ? { code: 'EMFILE', syscall: 'connect', local: true } : 'open'),
  })
  // The decoys can never be sent: the scan says so instead of waiting for ever.
  await expect(run([blockOf(1, 200)])).rejects.toMatchObject({ code: 'ERR_RESOURCE' })
})
