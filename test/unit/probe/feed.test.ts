import { describe, expect, test } from 'vitest'
import { puller } from '../../../src/flow/pull.ts'
import type { Block } from '../../../src/model/block.ts'
import type { Notice, ScanEvent } from '../../../src/model/event.ts'
import { createBlock } from '../../../src/order/block.ts'
import { Feed } from '../../../src/probe/feed.ts'
import type { PendingPort } from '../../../src/probe/host-lane.ts'
import { LaneRing } from '../../../src/probe/lane-ring.ts'
import { Ledger } from '../../../src/probe/ledger.ts'
import { Outbox } from '../../../src/probe/outbox.ts'
import { ProbeProgress } from '../../../src/probe/probe-progress.ts'
import { Supply } from '../../../src/probe/supply.ts'
import { blockOf, settingsOf } from './pieces.ts'

function feedOf(source: readonly (Block | Notice)[]) {
  const outbox = new Outbox<ScanEvent>()
  const ledger = new Ledger(settingsOf(), outbox)
  const progress = new ProbeProgress()
  const supply = new Supply(puller(source), () => {})
  const ring = new LaneRing()
  return { feed: new Feed({ supply, ledger, ring, outbox, progress }), ledger, ring, outbox, progress }
}

/** Everything that the feed gives. */
function unrolled(feed: Feed): PendingPort[] {
  const ports: PendingPort[] = []
  for (let step = feed.next(); step !== 'dry'; step = feed.next()) if (step !== 'nothing') ports.push(step)
  return ports
}

test('unrolls blocks port by port; a host is one record and one lane', () => {
  const { feed, ledger } = feedOf([blockOf(2, 3), blockOf(1, 2, { index: 1 })])
  expect(feed.isWide).toBe(true)
  const ports = unrolled(feed)
  expect(ports.map(({ endpoint }) => `${endpoint.address}:${String(endpoint.port)}`)).toEqual([
    '192.0.2.1:1',
    '192.0.2.1:2',
    '192.0.2.1:3',
    '192.0.2.2:1',
    '192.0.2.2:2',
    '192.0.2.2:3',
    '192.0.2.1:1',
    '192.0.2.1:2',
  ])
  expect(new Set(ports.map(({ lane }) => lane)).size).toBe(3)
  expect(new Set(ports.map(({ lane }) => lane.record)).size).toBe(3)
  expect([feed.ended, ledger.inPlay]).toEqual([true, 8])
})

test('notices pass at once; a block is open, for the checkpoint, from its first port on', () => {
  const warning = { kind: 'warning', code: 'many-addresses', message: 'two' } as const
  const { feed, outbox, progress } = feedOf([warning, blockOf(1, 3)])
  expect(feed.next()).toBe('nothing')
  expect(outbox.take(9)).toEqual([warning])
  expect([feed.next(), progress.blocks()[0]?.progress.next]).toEqual(['nothing', 0])
  expect([feed.isWide, feed.ended]).toEqual([false, false])
  expect(feed.next()).toMatchObject({ position: 0, tries: 0 })
  expect(progress.blocks()[0]?.progress.next).toBe(1)
})

test('a resumed port keeps its tries', () => {
  const { feed } = feedOf([blockOf(1, 5, { resume: { next: 4, pending: [[1, 2]] } })])
  expect(unrolled(feed).map(({ position, tries }) => [position, tries])).toEqual([
    [1, 2],
    [4, 0],
  ])
})

test('both transports of a host are one record with a lane each', () => {
  const block = blockOf(1, 2)
  const both = createBlock({ ...block, ports: [{ tcp: Uint16Array.of(22), udp: Uint16Array.of(53) }] })
  const [tcp, udp] = unrolled(feedOf([both]).feed)
  expect([tcp!.endpoint, udp!.endpoint]).toMatchObject([
    { port: 22, transport: 'tcp' },
    { port: 53, transport: 'udp' },
  ])
  expect(tcp!.lane).not.toBe(udp!.lane)
  expect(tcp!.lane.path).not.toBe(udp!.lane.path)
  expect(tcp!.lane.record).toBe(udp!.lane.record)
})

describe('hosts that must wait', () => {
  /** Walks all of a block into the ring; nobody sends. */
  function walked(hosts: number, ports: number) {
    const parts = feedOf([blockOf(hosts, ports, { seed: 3 })])
    const begun = unrolled(parts.feed)
    for (const port of begun) parts.ring.enqueue(port)
    return { ...parts, begun }
  }

  test('have some ports begin, the others are put off: the walk goes on to the other hosts', () => {
    const { feed, ring, ledger, progress } = feedOf([blockOf(300, 40, { seed: 3 })])
    for (let step = feed.next(); step !== 'dry'; step = feed.next())
      if (step !== 'nothing') ring.enqueue(step)
    expect([ledger.inPlay, ring.queued, feed.ended]).toEqual([300 * 8, 300 * 8, false])
    // Nothing is lost to a checkpoint.
    const [block] = progress.blocks()
    expect(block!.progress.next).toBe(12_000)
    expect(new Set(block!.progress.pending.map(([position]) => position)).size).toBe(12_000)
  })

  test('get them back when they have sent what waited, each port once', () => {
    const { feed, ring, progress } = feedOf([blockOf(300, 40, { seed: 3 })])
    const sent: PendingPort[] = []
    for (;;) {
      for (let step = feed.next(); step !== 'dry'; step = feed.next()) {
        if (step === 'nothing') continue
        expect(step.lane.queued).toBeLessThan(8)
        ring.enqueue(step)
      }
      const port = ring.next(() => true, 1_000)
      if (port === undefined) break
      sent.push(port)
    }
    expect(new Set(sent.map(({ position }) => position)).size).toBe(12_000)
    expect([sent.length, feed.ended]).toEqual([12_000, true])
    const endpoints = new Set(sent.map(({ endpoint }) => `${endpoint.address} ${String(endpoint.port)}`))
    expect(endpoints.size).toBe(12_000)
    expect(progress.blocks()[0]!.progress.pending).toHaveLength(12_000)
  })

  test('and that are passed over come up at once', () => {
    const { feed, ring, begun } = walked(300, 40)
    const lane = begun[0]!.lane
    expect(ring.drain(lane).length).toBeLessThanOrEqual(40)
    expect(ring.hungry).toBe(lane.later.length > 0 ? lane : undefined)
    expect(unrolled(feed).every((port) => port.lane === lane)).toBe(true)
  })

  test('a host alone has nobody to wait for', () => {
    const { begun } = walked(1, 5_000)
    expect(begun).toHaveLength(5_000)
  })
})
