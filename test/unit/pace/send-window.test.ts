import { expect, test } from 'vitest'
import { SendWindow } from '../../../src/pace/send-window.ts'

test('rates are what was sent and answered over the length of the window', () => {
  const window = new SendWindow(1_000, 250, 400, false)
  window.first = 80
  window.answered = 60
  expect(window.seconds).toBe(0.25)
  expect(window.sentRate).toBe(320)
  window.repeats = 20
  expect(window.sentRate).toBe(400)
  window.repeats = 0
  expect(window.delivered).toBe(240)
  expect(window.answerRatio).toBe(0.75)
})

test('is due at its end, not before', () => {
  const window = new SendWindow(1_000, 250, 400, false)
  expect([window.isDue(1_249), window.isDue(1_250)]).toEqual([false, true])
})

test('was used when at least six of ten allowed tries went out; repeats count', () => {
  const window = new SendWindow(0, 100, 1_000, false)
  window.first = 50
  expect(window.wasUsed()).toBe(false)
  window.repeats = 10
  expect(window.wasUsed()).toBe(true)
})
