import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ScanEvent } from '../../../src/model/event.ts'
import { blockOf } from './pieces.ts'
import { hostsOf, portsOf, staged, type Staging } from './staging.ts'

const skipsOf = (events: readonly ScanEvent[]): string[] =>
  events.flatMap((event) => (event.kind === 'skipped' ? [`${event.address!} ${event.reason}`] : []))
const DEAD = '192.0.2.2'

/** Three hosts, of which the second is the one in question; the others are there. */
function beside(changes: Partial<Staging>): ReturnType<typeof staged> {
  return staged({
    ports: ({ address }) => (address === DEAD ? 'filtered' : 'closed'),
    ...changes,
  })
}

describe('a host that nobody has', () => {
  test('on our own link is skipped after a few tries, looked for twice, and does not hold up the others', async () => {
    const { run, counts, dialled, clock } = beside({
      options: { neighbour: (address) => (address === DEAD ? 'incomplete' : '00:00:5e:00:53:01') },
    })
    const events = await run([blockOf(3, 1_000, { seed: 3 })])
    expect(skipsOf(events)).toEqual([`${DEAD} host-down`])
    expect(hostsOf(events).filter(({ marks }) => marks !== undefined)).toMatchObject([
      { address: DEAD, status: 'finished', marks: ['partial'] },
    ])
    expect(portsOf(events).filter(({ state }) => state === 'closed')).toHaveLength(2_000)
    expect(counts.done + counts.unprobed).toBe(3_000)
    const tries = [...dialled].filter(([key]) => key.startsWith(`${DEAD}:`))
    expect(tries.reduce((sum, [, count]) => sum + count, 0)).toBeLessThan(400)
    expect(clock.now()).toBeLessThan(8_000)
    expect(clock.waiting).toBe(0)
  })

  test('beyond a router is known by "host unreachable" that took as long as ARP does', async () => {
    const { run, counts } = staged({
      ports: () => ({ code: 'EHOSTUNREACH' }),
      latency: 3_070,
      timing: { firstTimeout: 6_000, timeout: 6_000 },
    })
    const events = await run([blockOf(1, 2_000, { seed: 1 })])
    expect(skipsOf(events)).toEqual(['192.0.2.1 host-down'])
    // What was seen is kept.
    expect(portsOf(events).filter(({ reason }) => reason === 'host-unreach').length).toBeGreaterThanOrEqual(3)
    expect(counts.unprobed).toBeGreaterThan(300)
  })
})

describe('a host that may be there', () => {
  test('is merely silent: every port is asked', async () => {
    const { run, counts } = beside({})
    const events = await run([blockOf(3, 300, { seed: 2 })])
    expect([skipsOf(events), counts.unprobed, portsOf(events).length]).toEqual([[], 0, 900])
  })

  test('has a firewall that rejects at once, as a router would: its one open port is found', async () => {
    const { run, counts } = beside({
      ports: ({ address, port }) =>
        address !== DEAD ? 'closed' : port === 777 ? 'open' : { code: 'EHOSTUNREACH' },
    })
    const events = await run([blockOf(3, 1_000, { seed: 5 })])
    expect([skipsOf(events), counts.unprobed]).toEqual([[], 0])
    expect(portsOf(events).filter(({ state }) => state === 'open')).toMatchObject([{ port: 777 }])
  })

  test('is silent, but its neighbour entry is there: every port is asked', async () => {
    const { run, counts } = beside({ options: { neighbour: () => '00:00:5e:00:53:01' } })
    const events = await run([blockOf(3, 300, { seed: 2 })])
    expect([skipsOf(events), counts.unprobed]).toEqual([[], 0])
  })

  test('wakes up late: when it is looked for again it answers, and all goes on', async () => {
    let up = false
    const { run, clock, counts } = staged({
      ports: () => (up ? 'closed' : 'filtered'),
      options: { neighbour: () => (up ? '00:00:5e:00:53:01' : 'incomplete') },
    })
    clock.after(1_500, () => (up = true))
    const events = await run([blockOf(1, 1_000, { seed: 1 })])
    expect([skipsOf(events), counts.unprobed, portsOf(events).length]).toEqual([[], 0, 1_000])
    expect(counts.states.closed!['conn-refused']).toBeGreaterThan(600)
  })

  test('has few ports: nothing is left to skip', async () => {
    const { run, clock } = staged({ ports: () => 'filtered', options: { neighbour: () => 'incomplete' } })
    const events = await run([blockOf(1, 3)])
    expect(portsOf(events).map(({ state }) => state)).toEqual(['filtered', 'filtered', 'filtered'])
    expect([skipsOf(events), clock.waiting]).toEqual([[], 0])
  })
})

test.each([{ code: 'ENETUNREACH' }, { code: 'EWHAT' }, { code: 'ESELFCONNECT' }, 'open', 'closed'] as const)(
  'when it is looked for again and %j comes, its ports go on',
  async (later) => {
    const { run, clock, counts } = staged({
      ports: ({ port }) => (clock.now() < 1_500 ? 'filtered' : port === 1 ? 'closed' : later),
      options: { neighbour: () => 'incomplete' },
      timing: { startRate: 100_000 },
    })
    const events = await run([blockOf(1, 700)])
    expect(hostsOf(events).at(-1)).toMatchObject({ status: 'finished' })
    expect(counts.done + counts.unprobed).toBe(700)
    expect([counts.inFlight, clock.waiting]).toEqual([0, 0])
  },
)

test('a host that answers anything, at any time, is never skipped', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(),
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom<'filtered' | { code: string }>('filtered', { code: 'EHOSTUNREACH' }),
      async (seed, answers, rest) => {
        const { run, counts } = staged({
          ports: ({ port }) => (port <= answers ? 'closed' : rest),
          // A host that answers is in the table.
          options: { neighbour: () => '00:00:5e:00:53:01' },
          seed,
        })
        const events = await run([blockOf(1, 60, { seed })])
        expect([skipsOf(events), counts.unprobed]).toEqual([[], 0])
      },
    ),
    { numRuns: 30 },
  )
})

test('a pause while a host is looked for ends nothing', async () => {
  const { stage, clock } = staged({ ports: () => 'filtered', options: { neighbour: () => 'incomplete' } })
  const iterator = stage([blockOf(1, 500)], { states: [] })[Symbol.asyncIterator]()
  const first = await clock.runUntilIdle(iterator.next())
  expect(first.value).toMatchObject({ kind: 'skipped', reason: 'host-down' })
  await clock.runUntilIdle(iterator.return!())
  expect(clock.waiting).toBe(0)
})
