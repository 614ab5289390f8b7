import { describe, expect, test } from 'vitest'
import type { HostPath } from '../../../src/pace/host-path.ts'
import type { TrySent } from '../../../src/pace/path.ts'
import { bounds, pathOf, send, trySent as first } from './virtual-host.ts'

describe('HostPath', () => {
  test('the first tries go out at once, then the pace holds', () => {
    const path = pathOf()
    let sent = 0
    for (; path.may(0); sent++) path.sent(first(), 0)
    expect(sent).toBe(16)
    // 320 a second: three in ten milliseconds.
    for (sent = 0; path.may(10); sent++) path.sent(first(10), 10)
    expect(sent).toBe(3)
  })

  test('saves no more than a burst while nothing is sent', () => {
    const path = pathOf()
    while (path.may(0)) path.sent(first(), 0)
    let sent = 0
    for (; path.may(60_000); sent++) path.sent(first(60_000), 60_000)
    expect(sent).toBe(16)
  })

  test('never has more in flight than it may', () => {
    const path = pathOf({ ...bounds, perHost: 3 })
    for (let tries = 0; tries < 3; tries++) path.sent(first(), 0)
    expect([path.may(1_000), path.inFlight]).toEqual([false, 3])
    path.ended()
    expect(path.may(1_000)).toBe(true)
  })

  test('an answer of the peer teaches the round trip; a router’s does not; both count for the loss', () => {
    const path = pathOf()
    const [one, two] = [first(), first(0, 2)]
    path.sent(one, 0)
    path.sent(two, 0)
    path.answered(one, 40, false)
    expect(path.rtt.smoothed).toBeUndefined()
    path.answered(two, 60, true)
    expect(path.rtt.smoothed).toBe(60)
    expect(path.network.loss.loss).toBe(0.5)
    expect(path.inFlight).toBe(0)
  })

  test('a try that waits for a slot is in no window until it goes out', () => {
    const path = pathOf()
    for (let tries = 0; tries < 14; tries++) path.sent(first(), 0)
    const one = first()
    path.sent(one, 0)
    const window = one.window!
    const before = window.first
    path.held(one)
    expect([one.window, window.first]).toEqual([undefined, before - 1])
    path.held(one)
    expect(window.first).toBe(before - 1)
    path.resent(one, 10)
    expect(one.window).toBe(window)
    expect(window.first).toBe(before)
  })

  test('slots that are slow to come are not taken for silence', () => {
    // Each try waits 400 ms for its slot and is answered 10 ms after that.
    const path = pathOf()
    const due: { one: TrySent; at: number; out: boolean }[] = []
    for (let now = 0; now < 3_000; now++) {
      while (due[0] !== undefined && due[0].at <= now) {
        const next = due.shift()!
        if (next.out) path.answered(next.one, now, true)
        else {
          path.resent(next.one, now)
          due.push({ one: next.one, at: now + 10, out: true })
          due.sort((a, b) => a.at - b.at)
        }
      }
      if (now % 10 === 0) path.judge(now)
      while (path.may(now) && due.length < 200) {
        const one = first(now)
        path.sent(one, now)
        path.held(one)
        due.push({ one, at: now + 400, out: false })
      }
    }
    let allowed = 0
    for (let now = 3_000; now < 3_010; now++) {
      for (; path.may(now); allowed++) path.sent(first(now), now)
    }
    expect(allowed).toBeGreaterThan(10)
  })

  test('a whole scan of a host by its pace', () => {
    const { answered, sent } = send({ rtt: 10, answers: () => true }, 300)
    expect(answered).toBeGreaterThan(500)
    expect(sent.reduce((sum, count) => sum + (count ?? 0), 0)).toBeGreaterThanOrEqual(answered)
  })
})

test('a near host that answers is kept full, not flooded; a silent one may have all its tries in flight', () => {
  const answering = send({ rtt: 1, answers: () => true }, 2_000).path
  const silentOne = send({ rtt: 1, answers: () => false }, 2_000).path
  const fill = (path: HostPath): number => {
    for (let now = 2_000; now < 4_000; now += 1) while (path.may(now)) path.sent(first(now), now)
    return path.inFlight
  }
  expect(fill(answering)).toBe(128)
  expect(fill(silentOne)).toBeGreaterThan(128)
})

test('who keeps up with more says so, and may change that', () => {
  let near = 200
  const { path } = send({ rtt: 1, answers: () => true }, 2_000, pathOf({ ...bounds, near: () => near }))
  const fill = (from: number): number => {
    for (let now = from; now < from + 1_000; now += 1) while (path.may(now)) path.sent(first(now), now)
    return path.inFlight
  }
  expect(fill(2_000)).toBe(200)
  near = 256
  expect(fill(3_000)).toBe(256)
})
