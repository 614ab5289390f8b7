import { expect, test } from 'vitest'
import { PauseSwitch } from '../../src/scan-pause.ts'
import { abortListeners } from '../support/open-handles.ts'

test('calls back when it is switched off, until the callback is taken off', () => {
  const pause = new PauseSwitch()
  let resumed = 0
  const off = pause.onResume(() => resumed++)
  pause.set(true)
  expect([pause.paused, resumed]).toEqual([true, 0])
  pause.set(false)
  expect([pause.paused, resumed]).toEqual([false, 1])
  off()
  pause.set(true)
  pause.set(false)
  expect(resumed).toBe(1)
})

test('who waits goes on when it is switched off, or when nobody wants it any more; nothing stays', async () => {
  const pause = new PauseSwitch()
  const abort = new AbortController()
  await pause.whenResumed(abort.signal)
  pause.set(true)
  const gone: string[] = []
  const first = pause.whenResumed(abort.signal).then(() => gone.push('resumed'))
  const other = new AbortController()
  const second = pause.whenResumed(other.signal).then(() => gone.push('aborted'))
  other.abort()
  await second
  expect(gone).toEqual(['aborted'])
  pause.set(false)
  await first
  expect(gone).toEqual(['aborted', 'resumed'])
  expect(abortListeners(abort.signal) + abortListeners(other.signal)).toBe(0)
})
