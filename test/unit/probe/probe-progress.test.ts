import { expect, test } from 'vitest'
import type { PortResult } from '../../../src/model/result.ts'
import { portResult } from '../../../src/probe/describe-result.ts'
import { PendingPort, type HostLane } from '../../../src/probe/host-lane.ts'
import { OpenBlock } from '../../../src/probe/open-block.ts'
import { asAnnounced, ProbeProgress } from '../../../src/probe/probe-progress.ts'
import { blockOf, laneOf, recordOf } from './pieces.ts'

/** An open block, walked as far as it is told, and its ports. */
function walkedBlock(progress: ProbeProgress, index: number, steps: number) {
  const block = new OpenBlock(blockOf(1, 4, { index }))
  progress.opened(block)
  const lane: HostLane = laneOf(recordOf(block))
  const ports: PendingPort[] = []
  for (let step = 0; step < steps; step++) {
    const walk = block.advance()!
    const port = new PendingPort(lane, walk.position, walk.port, 1)
    block.pending.add(port)
    ports.push(port)
  }
  return { block, ports }
}

const result = (port: PendingPort): PortResult =>
  portResult(port, { state: 'open', reason: 'syn-ack' }, 1, '1970-01-01T00:00:00.000Z')

test('a block that was announced is not lost before it has begun', () => {
  const progress = new ProbeProgress()
  const resume = { next: 3, pending: [[1, 1] as const] }
  progress.announce(asAnnounced(blockOf(1, 4, { index: 1 })))
  progress.announce(asAnnounced(blockOf(1, 4, { index: 0, resume })))
  expect(progress.blocks().map(({ index, progress: { next } }) => [index, next])).toEqual([
    [0, 3],
    [1, 0],
  ])
  const { ports } = walkedBlock(progress, 0, 2)
  expect(ports).toHaveLength(2)
  expect(progress.blocks().map(({ index, progress: { next } }) => [index, next])).toEqual([
    [0, 2],
    [1, 0],
  ])
})

test('a result is done when the consumer is done with it, not when it is handed on', () => {
  const progress = new ProbeProgress()
  const { block, ports } = walkedBlock(progress, 0, 4)
  expect(block.advance()).toBeUndefined()
  ports.slice(1).forEach((port) => progress.settled(port))
  progress.handOn(ports[0]!)
  expect(progress.blocks()[0]!.progress).toEqual({ next: 4, pending: [[0, 0]] })
  progress.taken(result(ports[1]!))
  expect(progress.blocks()).toHaveLength(1)
  // Another stage may have made another object of it.
  progress.taken({ ...result(ports[0]!) })
  expect(progress.blocks()).toEqual([])
  progress.taken(result(ports[0]!))
})

test('an endpoint that came twice keeps no block open', () => {
  const progress = new ProbeProgress()
  const one = walkedBlock(progress, 0, 4)
  const two = walkedBlock(progress, 1, 4)
  for (const { block, ports } of [one, two]) {
    block.advance()
    ports.slice(1).forEach((port) => progress.settled(port))
    progress.handOn(ports[0]!)
  }
  progress.taken(result(two.ports[0]!))
  expect(progress.blocks()).toEqual([])
})

test('a block whose last port was done before the walk ended is done with the walk', () => {
  const progress = new ProbeProgress()
  const { block, ports } = walkedBlock(progress, 0, 4)
  ports.forEach((port) => progress.settled(port))
  expect(progress.blocks()).toHaveLength(1)
  block.advance()
  progress.walked(block)
  expect(progress.blocks()).toEqual([])
})

test('a port over TCP and the same over UDP are two', () => {
  const progress = new ProbeProgress()
  const { ports } = walkedBlock(progress, 0, 2)
  const udp = Object.assign(ports[1]!, { endpoint: { ...ports[0]!.endpoint, transport: 'udp' } })
  progress.handOn(ports[0]!)
  progress.handOn(udp)
  progress.taken(result(udp))
  expect(progress.done).toBe(1)
  progress.taken(result(ports[0]!))
  expect(progress.done).toBe(2)
})
