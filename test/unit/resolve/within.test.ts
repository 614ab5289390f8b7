import { expect, test } from 'vitest'
import { within } from '../../../src/resolve/within.ts'
import { manualClock } from '../../support/manual-clock.ts'
import { abortListeners } from '../../support/open-handles.ts'

const late = (): Error => new Error('late')

test.each([
  ['the answer', () => Promise.resolve('answer'), 'answer'],
  ['its failure', () => Promise.reject(new Error('failed')), 'failed'],
  ['the time', () => new Promise<string>(() => {}), 'late'],
])('ends with %s and leaves no timer and no listener', async (_, answer, expected) => {
  const clock = manualClock()
  const { signal } = new AbortController()
  const waiting = within(answer(), { timeout: 100, clock, signal, late })
  expect(await clock.runUntilIdle(waiting.catch((error: unknown) => (error as Error).message))).toBe(expected)
  expect(clock.waiting).toBe(0)
  expect(abortListeners(signal)).toBe(0)
})

test('ends with the signal’s reason, before and during; what fails later is nobody’s unhandled rejection', async () => {
  const clock = manualClock()
  const reason = new Error('enough')
  const failing = (): Promise<never> =>
    new Promise((_, reject) => setTimeout(() => reject(new Error('too late')), 1))
  await expect(
    within(failing(), { timeout: 100, clock, signal: AbortSignal.abort(reason), late }),
  ).rejects.toBe(reason)
  const abort = new AbortController()
  const waiting = within(failing(), { timeout: 100, clock, signal: abort.signal, late })
  abort.abort(reason)
  await expect(waiting).rejects.toBe(reason)
  expect(clock.waiting).toBe(0)
  await new Promise((later) => setTimeout(later, 10))
})
