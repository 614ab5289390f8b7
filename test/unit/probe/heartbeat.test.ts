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
  expect([heart.owesTurn(10), heart.owesTurn(11)]).toEqual([false, true])
  clock.jump(50)
  heart.giveTurn()
  heart.giveTurn()
  await clock.advance(0)
  expect(turns).toEqual([50])
  expect(heart.owesTurn(60)).toBe(false)
})

test('a beat more than 200 ms late tells of a loop that stood still (H48)', () => {
  const { beats, heart, clock } = beating()
  const due: (() => void)[] = []
  let now = 0
  const collect = (later: () => void): (() => void) => {
    due.push(later)
    return () => {}
  }
  const stalling = new Heartbeat(
    {
      ...clock,
      now: () => now,
      after: (_delay, later) => collect(later),
      turn: collect,
    },
    (at, late) => void beats.push([at, late]),
    () => {},
  )
  for (const at of [10, 220, 441]) {
    stalling.keep()
    now = at
    // The timer, then the turn of the loop in which answers are read.
    due.pop()!()
    due.pop()!()
  }
  expect(beats).toEqual([
    [10, false],
    [220, false],
    [441, true],
  ])
  expect([stalling.stalledAt, heart.stalledAt]).toEqual([441, -Infinity])
})

test('stopped, nothing waits any more', () => {
  const { clock, heart } = beating()
  heart.keep()
  heart.giveTurn()
  expect(clock.waiting).toBe(2)
  heart.stop()
  expect(clock.waiting).toBe(0)
})
