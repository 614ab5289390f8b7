import { expect, test } from 'vitest'
import { ScanError } from '../../../../src/model/errors.ts'
import { untilOpen } from '../../../../src/integrations/server/until-open.ts'

const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
const never = new AbortController().signal

test('what is not there yet is waited for', async () => {
  const told: unknown[] = []
  const answers = [Promise.reject(refused), Promise.resolve('open')]
  const opened = untilOpen(() => answers.shift()!, { signal: never, onError: (error) => told.push(error) })
  await expect(opened).resolves.toBe('open')
  expect(told).toEqual([refused])
})

test.each([
  Object.assign(new Error('password'), { code: '28P01' }),
  Object.assign(new Error('no database'), { code: '3D000' }),
  new ScanError('ERR_MISSING_PEER', 'missing'),
])('what waiting does not mend is thrown: %s', async (error) => {
  await expect(untilOpen(() => Promise.reject(error), { signal: never, onError: () => {} })).rejects.toBe(
    error,
  )
})

test('waiting ends with the signal', async () => {
  const controller = new AbortController()
  const onError = (): void => controller.abort(new Error('enough'))
  await expect(
    untilOpen(() => Promise.reject(refused), { signal: controller.signal, onError }),
  ).rejects.toThrow()
})
