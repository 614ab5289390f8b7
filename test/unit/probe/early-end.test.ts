import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collect } from '../../../src/flow/collect.ts'
import type { ScanEvent } from '../../../src/model/event.ts'
import { ProbeProgress } from '../../../src/probe/probe-progress.ts'
import { tcpBanner } from '../../../src/probe/tcp-banner.ts'
import { PauseSwitch } from '../../../src/scan-pause.ts'
import { blockOf } from './pieces.ts'
import { hostsOf, portsOf, staged } from './staging.ts'

const skipsOf = (events: readonly ScanEvent[]): string[] =>
  events.flatMap((event) => (event.kind === 'skipped' ? [`${event.address!} ${event.reason}`] : []))

describe('hostTimeout', () => {
  test('what is known is kept, the rest is unprobed, and the host says so; others go on', async () => {
    const { run, counts, clock, network } = staged({
      ports: ({ address, port }) => (address === '192.0.2.1' && port > 100 ? 'filtered' : 'closed'),
      timing: { perHost: 20 },
      options: { hostTimeout: 2_000 },
    })
    const events = await run([blockOf(2, 1_000)])
    expect(skipsOf(events)).toEqual(['192.0.2.1 host-timeout'])
    const [slow, quick] = ['192.0.2.1', '192.0.2.2'].map((address) =>
      hostsOf(events).find((event) => event.address === address && event.status === 'finished'),
    )
    expect(slow).toMatchObject({ marks: ['partial'], counts: { closed: { 'conn-refused': 100 } } })
    expect(quick).toMatchObject({ unprobed: 0, counts: { closed: { 'conn-refused': 1_000 } } })
    expect(quick).not.toHaveProperty('marks')
    expect(slow!.unprobed).toBeGreaterThan(500)
    expect(counts.done + counts.unprobed).toBe(2_000)
    expect(clock.now()).toBeLessThan(3_000)
    expect([network.dialling, counts.inFlight, clock.waiting]).toEqual([0, 0, 0])
  })

  test('an open port with which we are talking is not lost', async () => {
    const { stage, network, clock } = staged({ ports: () => () => {} })
    const strategy = tcpBanner({ connector: network.connector, patience: 1_000 })
    const events = await clock.runUntilIdle(
      collect(stage([blockOf(1, 2_000)], { strategy, hostTimeout: 100 })),
    )
    expect(portsOf(events).length).toBeGreaterThan(0)
    expect(portsOf(events).every(({ state }) => state === 'open')).toBe(true)
    expect(portsOf(events).length + hostsOf(events).at(-1)!.unprobed!).toBe(2_000)
  })

  test('time that the scan is paused is not the host’s', async () => {
    const pause = new PauseSwitch()
    const { stage, clock } = staged({
      ports: () => 'closed',
      timing: { perHost: 2 },
      options: { pause, hostTimeout: 3_000 },
    })
    const done = collect(stage([blockOf(1, 200)]))
    await clock.advance(1_000)
    pause.set(true)
    await clock.advance(60_000)
    pause.set(false)
    const events = await clock.runUntilIdle(done)
    expect([skipsOf(events), portsOf(events).length]).toEqual([[], 200])
  })
})

describe('stopAfter', () => {
  test('openPerHost: the rest of that host is skipped, and no other', async () => {
    const { run, counts } = staged({
      ports: ({ address, port }) => (address === '192.0.2.1' && port > 10 ? 'open' : 'closed'),
      options: { stopAfter: { openPerHost: 5 } },
    })
    const events = await run([blockOf(2, 2_000)])
    expect(skipsOf(events)).toEqual(['192.0.2.1 stop-after'])
    const open = portsOf(events).filter(({ state }) => state === 'open').length
    expect(open).toBeGreaterThanOrEqual(5)
    expect(counts.unprobed).toBeGreaterThan(1_000)
    expect(counts.done + counts.unprobed).toBe(4_000)
  })

  test('a host whose last port was the last one that was wanted is whole', async () => {
    const { run } = staged({ ports: () => 'open', options: { stopAfter: { openPerHost: 20 } } })
    const events = await run([blockOf(1, 20)])
    expect([skipsOf(events), hostsOf(events).at(-1)!.marks]).toEqual([[], undefined])
  })

  test('open: the scan ends; its hosts say so, and what was never begun too', async () => {
    const { run, network, clock, counts } = staged({
      ports: ({ port }) => (port === 7 ? 'open' : 'closed'),
      options: { stopAfter: { open: 3 }, window: 500 },
    })
    const events = await run([blockOf(20, 100), blockOf(3, 100, { index: 1 })])
    expect(portsOf(events).filter(({ state }) => state === 'open').length).toBeGreaterThanOrEqual(3)
    const skipped = skipsOf(events)
    expect(skipped.length).toBeGreaterThan(10)
    expect(skipped.every((text) => text.endsWith('stop-after'))).toBe(true)
    expect(new Set(skipped).size).toBe(skipped.length)
    expect(counts.done + counts.unprobed).toBe(2_000)
    expect([network.dialling, network.open, counts.inFlight, clock.waiting]).toEqual([0, 0, 0, 0])
  })

  test('what the checkpoint says is left and what was found are the whole, without overlap', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(200, 5_000),
        async (seed, enough, window) => {
          const progress = new ProbeProgress()
          const { stage, clock } = staged({
            ports: ({ port }) => (port % 5 === 0 ? 'open' : port % 5 === 1 ? 'filtered' : 'closed'),
            loss: 0.1,
            seed,
            options: { stopAfter: { open: enough }, window, progress },
          })
          const found: string[] = []
          const consume = async (): Promise<void> => {
            for await (const event of stage([blockOf(4, 50, { seed })])) {
              if (event.kind !== 'port') continue
              found.push(`${event.address} ${String(event.port)}`)
              progress.taken(event)
            }
          }
          await clock.runUntilIdle(consume())
          const rest = progress.blocks().map(({ progress: resume }) => blockOf(4, 50, { seed, resume }))
          const again = staged({ ports: () => 'closed' })
          const left = portsOf(await again.run(rest)).map(({ address, port }) => `${address} ${String(port)}`)
          expect(new Set([...found, ...left]).size).toBe(200)
          expect(found.length + left.length).toBe(200)
        },
      ),
      { numRuns: 40 },
    )
  })
})
