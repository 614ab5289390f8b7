import { expect, test } from 'vitest'
import { delay } from '../../../src/flow/delay.ts'
import { manualClock } from '../../support/manual-clock.ts'
import { abortListeners } from '../../support/open-handles.ts'

test('waits that long, and leaves nothing behind', async () => {
  const clock = manualClock()
  const { signal } = new AbortController()
  await clock.runUntilIdle(delay(50, clock, signal))
  expect([clock.now(), clock.waiting, abortListeners(signal)]).toEqual([50, 0, 0])
})

test('an abort ends it, before and during', async () => {
  const clock = manualClock()
  const abort = new AbortController()
  const waiting = delay(50, clock, abort.signal)
  abort.abort()
  await waiting
  await delay(50, clock, abort.signal)
  expect([clock.now(), clock.waiting, abortListeners(abort.signal)]).toEqual([0, 0, 0])
})
