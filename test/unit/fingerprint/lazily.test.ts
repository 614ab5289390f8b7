import { expect, test, vi } from 'vitest'
import { lazily, lazyList } from '../../../src/fingerprint/lazily.ts'

test('is made once, and not before it is gone through', () => {
  const make = vi.fn(() => [1, 2, 3])
  const list = lazyList(make)
  expect(make).not.toHaveBeenCalled()
  expect([...list, ...list]).toEqual([1, 2, 3, 1, 2, 3])
  expect(make).toHaveBeenCalledTimes(1)
})

test('what is undefined is made once too', () => {
  const make = vi.fn(() => undefined)
  const value = lazily(make)
  expect([value(), value()]).toEqual([undefined, undefined])
  expect(make).toHaveBeenCalledTimes(1)
})
