import { expect, test } from 'vitest'
import { abortListeners, rest } from '../../../../src/testing/contracts/event-loop.ts'

test('rest lets the loop turn so many times', async () => {
  let turns = 0
  const count = (): void => {
    turns++
    setImmediate(count)
  }
  setImmediate(count)
  await rest(3)
  expect(turns).toBe(3)
})

test('counts who listens for an abort', () => {
  const { signal } = new AbortController()
  expect(abortListeners(signal)).toBe(0)
  signal.addEventListener('abort', () => {})
  expect(abortListeners(signal)).toBe(1)
})
