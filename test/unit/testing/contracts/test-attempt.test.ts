import { expect, test } from 'vitest'
import { testAttempt } from '../../../../src/testing/contracts/test-attempt.ts'

test('a cancel calls the last hook once, and whoever leaves one later at once', () => {
  const attempt = testAttempt(3)
  expect(attempt.number).toBe(3)
  const called: string[] = []
  attempt.onCancel(() => called.push('first'))
  attempt.onCancel(() => called.push('last'))
  attempt.cancel()
  attempt.cancel()
  attempt.onCancel(() => called.push('late'))
  expect(called).toEqual(['last', 'late'])
})

test('its signal is made when it is read, and answers are counted', () => {
  const attempt = testAttempt()
  attempt.answered()
  expect([attempt.answers, attempt.signalMade]).toEqual([1, false])
  expect(attempt.signal.aborted).toBe(false)
  attempt.cancel()
  expect(attempt.signal.aborted).toBe(true)
  const over = testAttempt()
  over.cancel()
  expect(over.signal.aborted).toBe(true)
})
