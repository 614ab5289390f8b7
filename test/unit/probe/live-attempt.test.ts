import { describe, expect, test } from 'vitest'
import { LiveAttempt, type AttemptWatcher } from '../../../src/probe/live-attempt.ts'
import { laneOf, portOf } from './pieces.ts'

function attemptAt(sentAt = 0): { attempt: LiveAttempt; told: string[] } {
  const told: string[] = []
  const watcher: AttemptWatcher = {
    answered: () => told.push('answered'),
    queued: (_attempt, queued) => told.push(queued ? 'queued' : 'goes on'),
    expired: (_attempt, now) => told.push(`expired ${String(now)}`),
    dropped: () => told.push('dropped'),
    ended: (_attempt, { reason }) => told.push(reason),
    broke: (error) => told.push(String(error)),
  }
  return { attempt: new LiveAttempt(portOf(laneOf(), 1, 3), sentAt, watcher), told }
}

describe('LiveAttempt', () => {
  test('is the try of its port', () => {
    const { attempt } = attemptAt(7)
    expect([attempt.number, attempt.sentAt]).toEqual([3, 7])
  })

  test('the last hook left is the one that ends it, once; the signal fires too', () => {
    const { attempt } = attemptAt()
    const called: number[] = []
    attempt.onCancel(() => called.push(1))
    attempt.onCancel(() => called.push(2))
    const { signal } = attempt
    attempt.cancel()
    attempt.cancel()
    expect([called, signal.aborted]).toEqual([[2], true])
  })

  test('once it is over, a hook is called at once, and a signal has fired already', () => {
    const { attempt } = attemptAt()
    attempt.phase = 'over'
    let called = 0
    attempt.onCancel(() => called++)
    expect([called, attempt.signal.aborted]).toEqual([1, true])
  })

  test('answers count while it waits, not before its turn nor after its end', () => {
    const { attempt, told } = attemptAt()
    for (const phase of ['queued', 'talking', 'over', 'waiting'] as const) {
      attempt.phase = phase
      attempt.answered()
    }
    expect(told).toEqual(['answered'])
  })

  test('tells when it queues and when it goes on, each once', () => {
    const { attempt, told } = attemptAt()
    attempt.onQueue(false)
    attempt.onQueue(true)
    attempt.phase = 'queued'
    attempt.onQueue(true)
    attempt.onQueue(false)
    attempt.phase = 'over'
    attempt.onQueue(true)
    attempt.onQueue(false)
    expect(told).toEqual(['queued', 'goes on'])
  })

  test('hands on its time-out and the end of the scan', () => {
    const { attempt, told } = attemptAt()
    attempt.expire(12)
    attempt.drop()
    expect(told).toEqual(['expired 12', 'dropped'])
  })

  test('hands on what was seen, and why nothing was', () => {
    const { attempt, told } = attemptAt()
    attempt.ended({ state: 'closed', reason: 'reset' })
    attempt.broke('why')
    expect(told).toEqual(['reset', 'why'])
  })
})
