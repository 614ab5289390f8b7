import { expect, test } from 'vitest'
import { ownSignal, whileWanted } from '../../../src/flow/own-signal.ts'
import { abortListeners } from '../../support/open-handles.ts'

test('fires with the first, with its reason, and leaves both', () => {
  const [a, b] = [new AbortController(), new AbortController()]
  const { signal } = ownSignal(a.signal, undefined, b.signal)
  const reason = new Error('enough')
  b.abort(reason)
  expect(signal.reason).toBe(reason)
  expect(abortListeners(a.signal) + abortListeners(b.signal)).toBe(0)
})

test('has fired already where one of them has', () => {
  const reason = new Error('enough')
  const other = new AbortController()
  expect(ownSignal(other.signal, AbortSignal.abort(reason)).signal.reason).toBe(reason)
  expect(abortListeners(other.signal)).toBe(0)
})

test('is let go of when the work ends, well or badly', async () => {
  const { signal } = new AbortController()
  expect(await whileWanted(signal, () => Promise.resolve(abortListeners(signal)))).toBe(1)
  await expect(whileWanted(signal, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(abortListeners(signal)).toBe(0)
})
