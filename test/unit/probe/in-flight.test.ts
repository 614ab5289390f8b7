import { describe, expect, test } from 'vitest'
import type { HostPath } from '../../../src/pace/host-path.ts'
import type { HostLane } from '../../../src/probe/host-lane.ts'
import { InFlight } from '../../../src/probe/in-flight.ts'
import { LiveAttempt } from '../../../src/probe/live-attempt.ts'
import { OpenBlock } from '../../../src/probe/open-block.ts'
import { blockOf, laneOf, portOf, recordOf } from './pieces.ts'

function flying() {
  const inFlight = new InFlight()
  const expired: number[] = []
  const send = (lane: HostLane, port: number, sentAt: number): LiveAttempt => {
    const pending = portOf(lane, port)
    pending.tries = 1
    const attempt = new LiveAttempt(pending, sentAt, {
      answered() {},
      queued() {},
      expired(late) {
        expired.push(late.port.endpoint.port)
        inFlight.remove(late)
      },
      dropped: (late) => inFlight.remove(late),
      ended() {},
      broke() {},
    })
    inFlight.send(attempt)
    return attempt
  }
  return { inFlight, expired, send }
}

const pathOf = ({ path }: HostLane): HostPath => path as HostPath

describe('InFlight', () => {
  test('ends what is older than its host’s time-out, the oldest first', () => {
    const { inFlight, expired, send } = flying()
    const lane = laneOf()
    for (const [port, sentAt] of [
      [1, 0],
      [2, 10],
      [3, 500],
    ] as const)
      send(lane, port, sentAt)
    inFlight.sweep(999)
    expect(expired).toEqual([])
    inFlight.sweep(1_010)
    expect(expired).toEqual([1, 2])
  })

  test('the long first time-outs shrink as soon as a round trip is known', () => {
    const { inFlight, expired, send } = flying()
    const lane = laneOf()
    send(lane, 1, 0)
    send(lane, 2, 100)
    pathOf(lane).rtt.sample(20)
    // 20 + 4 · 10, at least 100.
    inFlight.sweep(100)
    expect(expired).toEqual([1])
    inFlight.sweep(200)
    expect(expired).toEqual([1, 2])
  })

  test('each host has its own time-out', () => {
    const { inFlight, expired, send } = flying()
    const block = new OpenBlock(blockOf(2, 5))
    const near = laneOf(recordOf(block, 0))
    const far = laneOf(recordOf(block, 1))
    pathOf(near).rtt.sample(5)
    send(far, 1, 0)
    send(near, 2, 0)
    inFlight.sweep(150)
    expect(expired).toEqual([2])
  })

  test('who waits for a slot or talks has no time-out; back on the wire it has', () => {
    const { inFlight, expired, send } = flying()
    const lane = laneOf()
    const [queued, talking] = [send(lane, 1, 0), send(lane, 2, 0)]
    inFlight.untime(queued, 'queued')
    inFlight.untime(talking, 'talking')
    inFlight.sweep(60_000)
    expect(expired).toEqual([])
    queued.sentAt = 60_000
    inFlight.send(queued)
    inFlight.sweep(61_000)
    expect(expired).toEqual([1])
    expect(talking.phase).toBe('talking')
  })

  test('any() finds every try, of whatever phase, and nothing when none is left', () => {
    const { inFlight, send } = flying()
    const lane = laneOf()
    inFlight.untime(send(lane, 1, 0), 'talking')
    inFlight.remove(send(lane, 2, 0))
    send(lane, 3, 0)
    inFlight.untime(send(lane, 4, 0), 'queued')
    let dropped = 0
    for (let one = inFlight.any(); one !== undefined; one = inFlight.any()) {
      one.drop()
      dropped++
    }
    expect(dropped).toBe(3)
  })

  test('the tries of a host that are not answered are told apart from those that talk', () => {
    const { inFlight, send } = flying()
    const block = new OpenBlock(blockOf(2, 5))
    const [one, other] = [laneOf(recordOf(block, 0)), laneOf(recordOf(block, 1))]
    send(other, 1, 0)
    const [waiting, queued, talking] = [send(one, 1, 0), send(one, 2, 0), send(one, 3, 0)]
    inFlight.untime(queued, 'queued')
    inFlight.untime(talking, 'talking')
    expect(new Set(inFlight.silent([one]))).toEqual(new Set([waiting, queued]))
    expect(inFlight.silent([])).toEqual([])
  })
})
