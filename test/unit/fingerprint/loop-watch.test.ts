import { expect, test } from 'vitest'
import { LoopWatch } from '../../../src/fingerprint/loop-watch.ts'
import { systemClock } from '../../../src/model/clock.ts'
import { manualClock } from '../../support/manual-clock.ts'

test('a clock that is on time loses nothing, and nothing is left when all have gone', async () => {
  const clock = manualClock()
  const watch = new LoopWatch(clock)
  watch.enter()
  watch.enter()
  await clock.advance(10_000)
  watch.leave()
  expect(clock.waiting).toBe(1)
  watch.leave()
  expect([watch.lost, clock.waiting]).toEqual([0, 0])
})

test('a loop that stands still is seen', async () => {
  const watch = new LoopWatch(systemClock)
  watch.enter()
  const until = performance.now() + 300
  while (performance.now() < until);
  await new Promise((later) => setTimeout(later, 60))
  watch.leave()
  expect(watch.lost).toBeGreaterThan(200)
})
