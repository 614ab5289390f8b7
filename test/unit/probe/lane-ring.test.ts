import { describe, expect, test } from 'vitest'
import type { Path } from '../../../src/pace/path.ts'
import { HostLane } from '../../../src/probe/host-lane.ts'
import { LaneRing } from '../../../src/probe/lane-ring.ts'
import { OpenBlock } from '../../../src/probe/open-block.ts'
import { blockOf, laneOf, portOf, recordOf } from './pieces.ts'

const always = (): boolean => true

/** A ring with so many ports for each host. */
function ringOf(...ports: number[]): { ring: LaneRing; lanes: HostLane[] } {
  const block = new OpenBlock(blockOf(ports.length, 100))
  const lanes = ports.map((_, index) => laneOf(recordOf(block, index)))
  const ring = new LaneRing()
  ports.forEach((count, index) => {
    for (let port = 1; port <= count; port++) ring.enqueue(portOf(lanes[index]!, port))
  })
  return { ring, lanes }
}

/** A ring with so many ports for each host; its paths are known by one thing. */
function ringOn(paths: { answersSoon: boolean }[], ports: number): { ring: LaneRing; lanes: HostLane[] } {
  const block = new OpenBlock(blockOf(paths.length, 100))
  const lanes = paths.map((path, index) => new HostLane(recordOf(block, index), 'tcp', path as Path))
  const ring = new LaneRing()
  for (const lane of lanes) for (let port = 1; port <= ports; port++) ring.enqueue(portOf(lane, port))
  return { ring, lanes }
}

describe('LaneRing', () => {
  test('hosts are served in turn, each port once', () => {
    const { ring, lanes } = ringOf(30, 30, 30)
    const served = Array.from({ length: 90 }, () => ring.next(always, 64)!)
    for (let round = 0; round < 90; round += 3) {
      expect(new Set(served.slice(round, round + 3).map(({ lane }) => lane)).size).toBe(3)
    }
    expect(new Set(served).size).toBe(90)
    expect([ring.queued, ring.size, ring.next(always, 64)]).toEqual([0, 0, undefined])
    expect(lanes.every(({ inRing }) => !inRing)).toBe(true)
  })

  test('a host that has little leaves early, and the others go on', () => {
    const { ring, lanes } = ringOf(1, 5, 2)
    const order = Array.from({ length: 8 }, () => lanes.indexOf(ring.next(always, 64)!.lane))
    expect(order.slice(0, 3).sort()).toEqual([0, 1, 2])
    expect(order.slice(5)).toEqual([1, 1, 1])
  })

  test('a host that may not send is passed over, and keeps its place', () => {
    const { ring, lanes } = ringOf(3, 3)
    const ready = (lane: HostLane): boolean => lane !== lanes[0]
    for (let port = 0; port < 3; port++) expect(ring.next(ready, 64)!.lane).toBe(lanes[1])
    expect(ring.next(ready, 64)).toBeUndefined()
    expect(ring.queued).toBe(3)
    expect(ring.next(always, 64)!.lane).toBe(lanes[0])
  })

  test('looks at no more hosts than it is told, and at others the next time', () => {
    const { ring, lanes } = ringOf(...Array.from({ length: 10 }, () => 1))
    const asked: HostLane[] = []
    const never = (lane: HostLane): boolean => {
      asked.push(lane)
      return false
    }
    for (let look = 0; look < 4; look++) expect(ring.next(never, 3)).toBeUndefined()
    expect(asked).toHaveLength(12)
    expect(new Set(asked.slice(0, 10))).toEqual(new Set(lanes))
  })

  test('urgent ports that may not go out are looked at in turn too, no more than it is told', () => {
    const { ring, lanes } = ringOf(...Array.from({ length: 10 }, () => 0))
    for (const lane of lanes) ring.urge(portOf(lane, 7))
    const asked: HostLane[] = []
    const onlyLast = (lane: HostLane): boolean => asked.push(lane) > 0 && lane === lanes[9]
    for (let look = 0; look < 3; look++) expect(ring.next(onlyLast, 3)).toBeUndefined()
    expect(asked).toEqual(lanes.slice(0, 9))
    expect([ring.next(onlyLast, 3)?.lane, ring.queued, ring.drain(lanes[0]!).length]).toEqual([
      lanes[9],
      9,
      1,
    ])
    expect(new Set(Array.from({ length: 8 }, () => ring.next(always, 1)?.lane))).toEqual(
      new Set(lanes.slice(1, 9)),
    )
    expect([ring.queued, ring.size, ring.next(always, 9)]).toEqual([0, 0, undefined])
  })

  test('what is drained is no longer served; the host may come back', () => {
    const { ring, lanes } = ringOf(4, 1)
    expect(ring.drain(lanes[0]!)).toHaveLength(4)
    expect(ring.queued).toBe(1)
    expect(ring.next(always, 64)!.lane).toBe(lanes[1])
    expect(ring.next(always, 64)).toBeUndefined()
    expect(ring.size).toBe(0)
    ring.enqueue(portOf(lanes[0]!, 9))
    expect(ring.next(always, 64)!.endpoint.port).toBe(9)
  })

  test('an urgent port goes before all others, as soon as its host may be sent to', () => {
    const { ring, lanes } = ringOf(3, 3)
    const urgent = portOf(lanes[1]!, 99)
    ring.urge(urgent)
    expect([ring.queued, ring.size]).toEqual([7, 3])
    expect(ring.next((lane) => lane !== lanes[1], 64)!.lane).toBe(lanes[0])
    expect(ring.next(always, 64)).toBe(urgent)
    ring.urge(urgent)
    expect(ring.drain(lanes[1]!)).toContain(urgent)
    expect([ring.queued, ring.next(always, 64)!.lane]).toEqual([2, lanes[0]])
  })

  test('a host that rests is not served until it is woken, but for what is urgent', () => {
    const { ring, lanes } = ringOf(3, 2)
    lanes[0]!.record.rests = true
    ring.urge(portOf(lanes[0]!, 99))
    const served = [1, 2, 3, 4].map(() => ring.next(always, 64))
    expect(served.map((port) => port?.endpoint.port)).toEqual([99, 1, 2, undefined])
    ring.enqueue(portOf(lanes[0]!, 50))
    expect([ring.next(always, 64), ring.queued]).toEqual([undefined, 4])
    lanes[0]!.record.rests = false
    ring.wake(lanes[0]!)
    ring.wake(lanes[0]!)
    expect([1, 2, 3, 4, 5].map(() => ring.next(always, 64)?.endpoint.port)).toEqual([1, 2, 3, 50, undefined])
  })

  test('some of what waits for a host is taken out', () => {
    const { ring, lanes } = ringOf(3, 1)
    expect(ring.take(lanes[0]!, 2).map(({ endpoint }) => endpoint.port)).toEqual([1, 2])
    expect([ring.take(lanes[0]!, 2).length, ring.queued]).toEqual([1, 1])
    expect([ring.next(always, 64)!.lane, ring.next(always, 64)]).toEqual([lanes[1], undefined])
  })

  test('hosts that answer soon go first; the others get every sixteenth turn, and all that is left', () => {
    const paths = [{ answersSoon: true }, { answersSoon: false }]
    const { ring, lanes } = ringOn(paths, 32)
    const order = Array.from({ length: 64 }, () => lanes.indexOf(ring.next(always, 64)!.lane))
    expect(order.slice(0, 34).filter((lane) => lane === 1)).toHaveLength(3)
    expect(order.slice(35)).toEqual(Array.from({ length: 29 }, () => 1))
    expect([ring.queued, ring.next(always, 64)]).toEqual([0, undefined])
  })

  test('who turns out to answer late, or soon, is served with its like from then on', () => {
    const paths = [{ answersSoon: true }, { answersSoon: true }]
    const { ring, lanes } = ringOn(paths, 10)
    paths[1]!.answersSoon = false
    const serve = (count: number): number[] =>
      Array.from({ length: count }, () => lanes.indexOf(ring.next(always, 64)!.lane))
    expect(serve(8).filter((lane) => lane === 1)).toHaveLength(1)
    paths[1]!.answersSoon = true
    expect(serve(12).filter((lane) => lane === 1)).toHaveLength(9)
    expect([ring.queued, ring.next(always, 64)]).toEqual([0, undefined])
  })

  test('goes on at a share of the way round when told', () => {
    const { ring, lanes } = ringOf(9, 9, 9, 9)
    for (const [share, lane] of [
      [0.5, 2],
      [0, 0],
      [0.99, 3],
    ] as const) {
      ring.turnTo(share)
      expect(lanes.indexOf(ring.next(always, 64)!.lane)).toBe(lane)
    }
  })
})
