import { describe, expect, test } from 'vitest'
import { HostLane, PendingPort } from '../../../src/probe/host-lane.ts'
import { OpenBlock } from '../../../src/probe/open-block.ts'
import { createBlock } from '../../../src/order/block.ts'
import { blockOf, hostAt, laneOf, portOf } from './pieces.ts'

describe('HostLane', () => {
  test('repeats wait until no first try is left', () => {
    const lane = laneOf()
    lane.enqueue(portOf(lane, 1, 1))
    lane.enqueue(portOf(lane, 2))
    lane.enqueue(portOf(lane, 3, 2))
    lane.enqueue(portOf(lane, 4))
    expect(lane.queued).toBe(4)
    expect([1, 2, 3, 4, 5].map(() => lane.next()?.endpoint.port)).toEqual([2, 4, 1, 3, undefined])
  })

  test('counts by state and reason', () => {
    const lane = laneOf()
    lane.count('open', 'syn-ack')
    lane.count('closed', 'conn-refused')
    lane.count('open', 'syn-ack')
    lane.count('open', 'conn-reset')
    expect(lane.counts).toEqual({ open: { 'syn-ack': 2, 'conn-reset': 1 }, closed: { 'conn-refused': 1 } })
  })

  test('is finished with its last port, even before the block is walked', () => {
    const lane = laneOf(new OpenBlock(blockOf(2, 3)))
    lane.done = 2
    expect(lane.isFinished).toBe(false)
    lane.done = 3
    expect(lane.isFinished).toBe(true)
    lane.open = 1
    expect(lane.isFinished).toBe(false)
  })

  test.each([
    ['a shard', { shard: { index: 0, count: 2 } }],
    ['a resumed block', { resume: { next: 4, pending: [] } }],
  ])('of %s only the walk knows when it is finished', (_what, options) => {
    const block = new OpenBlock(blockOf(2, 3, options))
    const lane = laneOf(block)
    lane.done = 3
    expect(lane.isFinished).toBe(false)
    while (block.advance());
    expect(lane.isFinished).toBe(true)
  })
})

describe('PendingPort', () => {
  test('its endpoint carries the name that led to it, and nothing where there is none', () => {
    const host = hostAt(1, { name: 'www.example' })
    const block = new OpenBlock(
      createBlock({ index: 0, hosts: [host], ports: [{ tcp: Uint16Array.of(80) }] }),
    )
    const named = new HostLane(block, 0, laneOf().path)
    expect(new PendingPort(named, 0, 80, 0).endpoint).toEqual({
      address: '192.0.2.1',
      family: 4,
      port: 80,
      transport: 'tcp',
      name: 'www.example',
    })
    expect(portOf(laneOf(), 80).endpoint).not.toHaveProperty('name')
  })

  test('a try that is under way shows nothing; one that waits again was silent', () => {
    const lane = laneOf()
    const port = portOf(lane, 1)
    lane.enqueue(port)
    expect(port.silentTries).toBe(0)
    lane.next()
    port.tries++
    expect(port.silentTries).toBe(0)
    lane.enqueue(port)
    expect(port.silentTries).toBe(1)
  })
})
