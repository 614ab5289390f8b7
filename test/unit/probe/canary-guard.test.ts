import { describe, expect, test } from 'vitest'
import { collect } from '../../../src/flow/collect.ts'
import type { ScanEvent } from '../../../src/model/event.ts'
import type { Outcome } from '../../../src/model/result.ts'
import { abortListeners } from '../../support/open-handles.ts'
import { blockOf } from './pieces.ts'
import { hostsOf, portsOf, staged, type Staging } from './staging.ts'

const OPEN: Outcome = { state: 'open', reason: 'syn-ack' }
const SILENT: Outcome = { state: 'filtered', reason: 'no-response' }

/** A network with a canary that answers while the cable is in; when it is out nobody answers. */
function wired({ ports = () => 'closed', ...changes }: Partial<Staging> = {}) {
  const cable = { in: true }
  const asked: number[] = []
  const find = ports as Exclude<Staging['ports'], Readonly<Record<string, unknown>>>
  const all = staged({
    ...changes,
    ports: (endpoint) => (cable.in ? find(endpoint) : 'filtered'),
    options: {
      canary: {
        target: '192.0.2.200:22',
        ask: () => {
          asked.push(all.clock.now())
          return new Promise((resolve) => all.clock.after(20, () => resolve(cable.in ? OPEN : SILENT)))
        },
      },
      ...changes.options,
    },
  })
  return { ...all, cable, asked }
}

const warnings = (events: readonly ScanEvent[]): string[] =>
  events.flatMap((event) => (event.kind === 'warning' ? [event.code] : []))

describe('the canary', () => {
  test('that is not open at the start ends the scan before a port is asked, and says so', async () => {
    const { run, cable, network, clock } = wired()
    cable.in = false
    await expect(run([blockOf(1, 10)])).rejects.toMatchObject({
      code: 'ERR_OPTION',
      input: 'canary',
      message: expect.stringContaining('192.0.2.200:22 is not: filtered, no-response') as string,
    })
    expect([network.dials, clock.waiting]).toEqual([0, 0])
  })

  test('that sings all the time changes nothing, and is asked every ten seconds', async () => {
    const { run, asked, clock, counts } = wired({
      ports: ({ port }) => (port % 2 === 0 ? 'filtered' : 'closed'),
      timing: { rate: 20, perHost: 5 },
    })
    const events = await run([blockOf(1, 200, { seed: 1 })])
    expect(portsOf(events)).toHaveLength(200)
    expect(counts.states.filtered).toEqual({ 'no-response': 100 })
    expect([warnings(events), events.filter((event) => 'marks' in event)]).toEqual([[], []])
    expect(asked.length).toBeGreaterThan(clock.now() / 10_000)
    expect(asked.length).toBeLessThan(clock.now() / 250 + 3)
    expect(clock.waiting).toBe(0)
  })

  test('a cable that is out for a while makes no filtered ports', async () => {
    const { stage, cable, clock, counts } = wired({ timing: { perHost: 5 } })
    const done = collect(stage([blockOf(2, 2_000, { seed: 2 })]))
    await clock.advance(3_000)
    cable.in = false
    await clock.advance(25_000)
    const sent = counts.sent
    await clock.advance(30_000)
    // Sending rests meanwhile.
    expect(counts.sent).toBe(sent)
    cable.in = true
    const events = await clock.runUntilIdle(done)
    expect(warnings(events)).toEqual(['canary-failed'])
    expect(portsOf(events)).toHaveLength(4_000)
    expect(portsOf(events).every(({ state, marks }) => state === 'closed' && marks === undefined)).toBe(true)
    // What was refused shortly before may have been refused by our own side.
    expect(hostsOf(events).at(-1)!.marks).toEqual(['suspect'])
    expect(clock.waiting).toBe(0)
  })

  test('silence at which the canary failed three times goes out in the end, marked', async () => {
    const { run, cable, clock } = wired({
      ports: ({ port }) => {
        if (port !== 5) return 'closed'
        // Whoever asks there tears the cable out for a while.
        cable.in = false
        clock.after(5_000, () => (cable.in = true))
        return 'filtered'
      },
    })
    const events = await run([blockOf(1, 10)])
    const five = portsOf(events).filter(({ port }) => port === 5)
    expect(five).toMatchObject([{ state: 'filtered', reason: 'no-response', marks: ['suspect'] }])
    expect(portsOf(events)).toHaveLength(10)
  })

  test('what our own machine cannot send says nothing of the way', async () => {
    let failures = 3
    const { run } = wired({
      options: {
        canary: {
          target: '192.0.2.200:22',
          ask: () => Promise.resolve(failures-- > 0 ? { state: 'none', reason: 'local-resource' } : OPEN),
        },
      },
    })
    expect((await run([blockOf(1, 5)])).filter(({ kind }) => kind === 'port')).toHaveLength(5)
    expect(failures).toBeLessThan(0)
  })

  test('leaving while the canary is silent leaves nothing open', async () => {
    const abort = new AbortController()
    const { stage, clock, cable } = wired()
    const iterator = stage([blockOf(1, 500)], { signal: abort.signal })[Symbol.asyncIterator]()
    await clock.runUntilIdle(iterator.next())
    cable.in = false
    const waiting = (async (): Promise<string> => {
      try {
        while ((await iterator.next()).done !== true);
        return 'end'
      } catch (error) {
        return (error as Error).message
      }
    })()
    await clock.advance(15_000)
    abort.abort(new Error('enough'))
    expect(['enough', 'end']).toContain(await clock.runUntilIdle(waiting))
    await clock.advance(100)
    expect([clock.waiting, abortListeners(abort.signal)]).toEqual([0, 0])
  })
})
