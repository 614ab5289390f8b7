import { expect, test } from 'vitest'
import { PatientClock } from '../../../src/probe/patient-clock.ts'
import { manualClock } from '../../support/manual-clock.ts'

test('time that is taken back does not count, and no time is ever read twice the other way round', () => {
  const inner = manualClock()
  const clock = new PatientClock(inner)
  inner.jump(50)
  expect([clock.now(), clock.counted()]).toEqual([50, 50])
  clock.hold(30)
  expect([clock.now(), clock.counted()]).toEqual([50, 20])
  inner.jump(20)
  expect([clock.now(), clock.counted()]).toEqual([50, 40])
  inner.jump(20)
  expect([clock.now(), clock.counted()]).toEqual([60, 60])
})

test('the rest is the clock that it was made of', async () => {
  const inner = manualClock()
  const clock = new PatientClock(inner)
  const told: string[] = []
  clock.after(10, () => told.push('after'))
  clock.after(10, () => told.push('never'))()
  clock.turn(() => told.push('turn'))
  clock.turn(() => told.push('never'))()
  clock.hold(5)
  expect(clock.wallTime()).toBe(inner.wallTime())
  await inner.advance(10)
  expect(told).toEqual(['turn', 'after'])
})
