import { expect, test } from 'vitest'
import { untilTold } from '../../../../../src/integrations/server/work/until-told.ts'

function failing(times: number, trouble: Error): () => Promise<string> {
  return () => (times-- > 0 ? Promise.reject(trouble) : Promise.resolve('told'))
}

const never = new AbortController().signal

test('what is away comes back', async () => {
  const errors: unknown[] = []
  const trouble = Object.assign(new Error('the database is starting up'), { code: '57P03' })
  const told = await untilTold(failing(2, trouble), { signal: never, onError: (error) => errors.push(error) })
  expect(told).toBe('told')
  expect(errors).toEqual([trouble, trouble])
})

test.each(['ECONNREFUSED', 'EPIPE', '40001', '53300', undefined])('code %s may pass', async (code) => {
  const trouble = Object.assign(new Error('no'), { code })
  expect(await untilTold(failing(1, trouble), { signal: never, onError() {} })).toBe('told')
})

test.each(['22P05', '23505', '42P01', '42501'])('code %s is thrown', async (code) => {
  const trouble = Object.assign(new Error('no'), { code })
  await expect(untilTold(failing(1, trouble), { signal: never, onError() {} })).rejects.toBe(trouble)
})

test('it is tried once though it has ended, and no more', async () => {
  const signal = AbortSignal.abort()
  expect(await untilTold(failing(0, new Error('away')), { signal, onError() {} })).toBe('told')
  await expect(untilTold(failing(1, new Error('away')), { signal, onError() {} })).rejects.toThrow('away')
})

test('an end while it rests ends it', async () => {
  const end = new AbortController()
  const onError = (): void => void queueMicrotask(() => end.abort())
  const trying = untilTold(failing(9, new Error('away')), { signal: end.signal, onError })
  await expect(trying).rejects.toThrow('away')
})
