import { expect, test } from 'vitest'
import { sharedWork } from '../../../src/resolve/shared-work.ts'
import { abortListeners } from '../../support/open-handles.ts'

test('runs once, starts with the first caller, and all get its result', async () => {
  let runs = 0
  const work = sharedWork(() => Promise.resolve(++runs))
  expect(runs).toBe(0)
  expect(await Promise.all([work.join(), work.join(), work.join()])).toEqual([1, 1, 1])
})

test('is called off by the last who leaves, not before', async () => {
  const callers = Array.from({ length: 20 }, () => new AbortController())
  let calledOff: AbortSignal | undefined
  const work = sharedWork(
    (signal) =>
      new Promise<never>((_, reject) => {
        calledOff = signal
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
      }),
  )
  const waiting = callers.map(({ signal }) => work.join(signal).catch((error: unknown) => error))
  for (const [index, caller] of callers.entries()) {
    expect(calledOff?.aborted).toBe(false)
    expect(work.abandoned).toBe(false)
    caller.abort(index)
  }
  expect(calledOff?.aborted).toBe(true)
  expect(work.abandoned).toBe(true)
  expect(await Promise.all(waiting)).toEqual(callers.map((_, index) => index))
  expect(callers.some(({ signal }) => abortListeners(signal) > 0)).toBe(false)
})

test('a caller without a signal keeps it going', async () => {
  let finish = (_: string): void => {}
  const work = sharedWork(() => new Promise<string>((resolve) => (finish = resolve)))
  const leaving = new AbortController()
  const [gone, stays] = [work.join(leaving.signal), work.join()]
  leaving.abort('enough')
  await expect(gone).rejects.toBe('enough')
  expect(work.abandoned).toBe(false)
  finish('done')
  expect(await stays).toBe('done')
})
