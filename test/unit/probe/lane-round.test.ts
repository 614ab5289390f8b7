import { describe, expect, test } from 'vitest'
import type { Path } from '../../../src/pace/path.ts'
import { HostLane } from '../../../src/probe/host-lane.ts'
import { LaneRound } from '../../../src/probe/lane-round.ts'
import { OpenBlock } from '../../../src/probe/open-block.ts'
import { blockOf, portOf, recordOf } from './pieces.ts'

const always = (): boolean => true

/** A round of hosts that answer soon, with so many ports for each, and who left it. */
function roundOf(...ports: number[]) {
  const block = new OpenBlock(blockOf(ports.length, 100))
  const left: HostLane[] = []
  const round = new LaneRound(true, (lane) => left.push(lane))
  const paths = ports.map(() => ({ answersSoon: true }))
  const lanes = ports.map((count, index) => {
    const lane = new HostLane(recordOf(block, index), 'tcp', paths[index] as Path)
    for (let port = 1; port <= count; port++) lane.enqueue(portOf(lane, port))
    round.add(lane)
    return lane
  })
  const next = (ready = always): number => lanes.indexOf(round.next(ready, 64)?.lane as HostLane)
  return { round, lanes, paths, left, next }
}

describe('LaneRound', () => {
  test('serves its hosts in turn until they have nothing left', () => {
    const { round, lanes, left, next } = roundOf(2, 1, 2)
    // The second leaves, the last one takes its place and has its turn in the next round.
    expect([next(), next(), next(), next(), next()]).toEqual([0, 1, 0, 2, 2])
    expect([next(), round.size]).toEqual([-1, 0])
    expect(new Set(left)).toEqual(new Set(lanes))
    expect(lanes.some(({ inRing }) => inRing)).toBe(false)
  })

  test('a host that is not ready keeps its place, one that rests leaves', () => {
    const { round, lanes, next } = roundOf(2, 2)
    expect(next(() => false)).toBe(-1)
    expect(round.size).toBe(2)
    lanes[0]!.record.rests = true
    expect([next(), next(), next(), round.size]).toEqual([1, 1, -1, 0])
  })

  test('one of the other kind is served where it is found, and leaves', () => {
    const { round, lanes, paths, left, next } = roundOf(5, 5)
    paths[0]!.answersSoon = false
    expect([next(), left, round.size]).toEqual([0, [lanes[0]], 1])
    expect([next(), next()]).toEqual([1, 1])
  })

  test('newcomers do not keep the first ones waiting', () => {
    const { round, lanes, next } = roundOf(...new Array<number>(40).fill(1))
    const early = lanes.slice(0, 20)
    const served = new Set<number>()
    for (let turn = 0; turn < 40; turn++) {
      const nth = next()
      served.add(nth)
      // Whoever was served has something to send again, as a newcomer would.
      lanes[nth]!.enqueue(portOf(lanes[nth]!, 2))
      if (!lanes[nth]!.inRing) round.add(lanes[nth]!)
    }
    expect(early.filter((_, nth) => !served.has(nth))).toEqual([])
  })

  test('goes on at a share of the way round', () => {
    const { round, next } = roundOf(2, 2, 2, 2)
    round.turnTo(0.75)
    expect([next(), next()]).toEqual([3, 0])
  })
})
