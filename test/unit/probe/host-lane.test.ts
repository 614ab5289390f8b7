import { describe, expect, test } from 'vitest'
import { HostLane, PendingPort } from '../../../src/probe/host-lane.ts'
import { OpenBlock } from '../../../src/probe/open-block.ts'
import { createBlock } from '../../../src/order/block.ts'
import { hostAt, laneOf, portOf, recordOf } from './pieces.ts'

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
})

describe('PendingPort', () => {
  test('its endpoint carries the name that led to it, and nothing where there is none', () => {
    const host = hostAt(1, { name: 'www.example' })
    const block = new OpenBlock(
      createBlock({ index: 0, hosts: [host], ports: [{ tcp: Uint16Array.of(80) }] }),
    )
    const named = laneOf(recordOf(block))
    expect(new PendingPort(named, 0, 80, 0).endpoint).toEqual({
      address: '192.0.2.1',
      family: 4,
      port: 80,
      transport: 'tcp',
      name: 'www.example',
    })
    expect(portOf(laneOf(), 80).endpoint).not.toHaveProperty('name')
    expect(portOf(new HostLane(recordOf(), 'udp', laneOf().path), 53).endpoint.transport).toBe('udp')
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
