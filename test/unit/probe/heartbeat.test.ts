import { expect, test } from 'vitest'
import { Heartbeat } from '../../../src/probe/heartbeat.ts'
import { manualClock } from '../../support/manual-clock.ts'

function beating() {
  const clock = manualClock()
  const beats: [number, boolean][] = []
  const turns: number[] = []
  const heart = new Heartbeat(
    clock,
    (now, late) => void beats.push([now, late]),
    () => void turns.push(clock.now()),
  )
  return { clock, beats, turns, heart }
}

test('one beat for any number of calls, and none without', async () => {
  const { clock, beats, heart } = beating()
  heart.keep()
  heart.keep()
  expect(clock.waiting).toBe(1)
  await clock.advance(100)
  expect(beats).toEqual([[10, false]])
  heart.keep()
  await clock.advance(100)
  expect(beats).toHaveLength(2)
})

test('owes the loop a turn after ten milliseconds without one', async () => {
  const { clock, turns, heart } = beating()
  clock.jump(10)
  expect(heart.owesTurn()).toBe(false)
  clock.jump(1)
  expect(heart.owesTurn()).toBe(true)
  clock.jump(39)
  heart.giveTurn()
  heart.giveTurn()
  await clock.advance(0)
  expect(turns).toEqual([50])
  clock.jump(10)
  expect(heart.owesTurn()).toBe(false)
})

/** A clock whose time is set by hand, and what waits on it, the last one last. */
function handClock() {
  const due: (() => void)[] = []
  const collect = (later: () => void): (() => void) => {
    due.push(later)
    return () => {}
  }
  const time = { now: 0 }
  const clock = {
    ...manualClock(),
    now: () => time.now,
    after: (_delay: number, later: () => void) => collect(later),
    turn: collect,
  }
  /** The timer, then the turn of the loop in which answers are read. */
  const beatAt = (heart: Heartbeat, now: number): void => {
    heart.keep()
    time.now = now
    due.pop()!()
    due.pop()!()
  }
  return { clock, beatAt }
}

test('a beat more than 200 ms late tells of a loop that stood still (H48)', () => {
  const { clock, beatAt } = handClock()
  const beats: [number, boolean][] = []
  const stalling = new Heartbeat(
    clock,
    (at, late) => void beats.push([at, late]),
    () => {},
  )
  expect(stalling.stalledAt).toBe(-Infinity)
  for (const at of [10, 220, 441]) beatAt(stalling, at)
  expect(beats).toEqual([
    [10, false],
    [220, false],
    [441, true],
  ])
  expect(stalling.stalledAt).toBe(441)
})

test('milliseconds that do not count are none of the run, and no stall', () => {
  const { clock, beatAt } = handClock()
  const [beats, since]: [[number, boolean][], number[]] = [[], []]
  const heart = new Heartbeat(
    clock,
    (now, late) => void beats.push([now, late]),
    () => {},
    undefined,
    (milliseconds) => {
      since.push(milliseconds)
      return milliseconds - 1
    },
  )
  for (const at of [500, 510]) beatAt(heart, at)
  expect(since).toEqual([500, 10])
  expect(beats).toEqual([
    [1, false],
    [2, false],
  ])
  expect([heart.stalledAt, heart.owesTurn()]).toEqual([-Infinity, false])
})

test('stopped, nothing waits any more', () => {
  const { clock, heart } = beating()
  heart.keep()
  heart.giveTurn()
  expect(clock.waiting).toBe(2)
  heart.stop()
  expect(clock.waiting).toBe(0)
})
