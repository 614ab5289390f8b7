import { expect, test } from 'vitest'
import { PauseSwitch } from '../../src/scan-pause.ts'

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
