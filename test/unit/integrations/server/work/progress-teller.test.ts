import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ShardProgress } from '../../../../../src/integrations/server/store/store.ts'
import { progressTeller } from '../../../../../src/integrations/server/work/progress-teller.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('once a second, where something changed', async () => {
  const told: ShardProgress[] = []
  let progress = { fraction: 0, open: 0 }
  const teller = progressTeller(
    (word) => Promise.resolve(void told.push(word)),
    () => {},
  )
  await vi.advanceTimersByTimeAsync(3_000)
  expect(told).toEqual([])
  teller.watch(() => progress)
  await vi.advanceTimersByTimeAsync(3_000)
  expect(told).toEqual([{ fraction: 0, open: 0 }])
  progress = { fraction: 0.5, open: 2 }
  await vi.advanceTimersByTimeAsync(1_000)
  expect(told).toHaveLength(2)
  teller.stop()
  progress = { fraction: 1, open: 2 }
  await vi.advanceTimersByTimeAsync(3_000)
  expect(told).toHaveLength(2)
})

test('not while the last word is still on its way; trouble with it is told of', async () => {
  const errors: unknown[] = []
  let end = (_error: Error): void => {}
  let words = 0
  const tell = (): Promise<void> => {
    words++
    return new Promise((_, reject) => {
      end = reject
    })
  }
  const teller = progressTeller(tell, (error) => errors.push(error))
  teller.watch(() => ({ fraction: Math.random(), open: 0 }))
  await vi.advanceTimersByTimeAsync(5_000)
  expect(words).toBe(1)
  end(new Error('away'))
  await vi.advanceTimersByTimeAsync(1_000)
  expect(errors).toHaveLength(1)
  expect(words).toBe(2)
  teller.stop()
})
