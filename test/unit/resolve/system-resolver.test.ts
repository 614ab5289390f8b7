import { expect, test } from 'vitest'
import { createLimiter } from '../../../src/net/limiter.ts'
import { systemResolver } from '../../../src/resolve/system-resolver.ts'
import { abortListeners } from '../../support/open-handles.ts'

test('numbers in disguise are refused before the system reads them as addresses', async () => {
  for (const name of ['127.1', '0x7f.1', '2130706433', '017700000001', '0x7f000001', 'host.1']) {
    await expect(systemResolver().resolve(name), name).rejects.toMatchObject({ failure: 'bad-name' })
  }
})

test('a system that does not answer in time is a timeout, and its thread stays counted until it does', async () => {
  const limiter = createLimiter(1)
  const resolver = systemResolver({ timeout: 0, limiter })
  // With no time at all the timer may lose against a quick system; then the answer is right.
  const first = await resolver.resolve('localhost').catch((error: unknown) => error)
  if (!Array.isArray(first)) expect(first).toMatchObject({ code: 'ERR_RESOLVE', failure: 'timeout' })
  const release = await limiter.acquire()
  expect(limiter.active).toBe(1)
  release()
})

test('a caller who leaves while waiting for a thread gets the reason, and takes no thread', async () => {
  const limiter = createLimiter(1)
  const release = await limiter.acquire()
  const abort = new AbortController()
  const asked = systemResolver({ limiter }).resolve('localhost', { signal: abort.signal })
  const reason = new Error('enough')
  abort.abort(reason)
  await expect(asked).rejects.toBe(reason)
  release()
  expect(abortListeners(abort.signal)).toBe(0)
  expect((await systemResolver({ limiter }).resolve('localhost')).length).toBeGreaterThan(0)
})

test('reverse takes addresses only', async () => {
  await expect(systemResolver().reverse('localhost')).rejects.toMatchObject({ failure: 'bad-name' })
  expect(await systemResolver().reverse('127.0.0.1')).toEqual(expect.any(Array))
})
