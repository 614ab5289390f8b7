import { expect, test } from 'vitest'
import { repeat } from '../../../../src/integrations/server/repeat.ts'
import { soon } from '../../../support/soon.ts'

test('one at a time, at once where there is more, on after an error, and nothing after the end', async () => {
  const errors: unknown[] = []
  let [runs, under, most] = [0, 0, 0]
  const stop = repeat(
    async () => {
      most = Math.max(most, ++under)
      await new Promise((resolve) => setImmediate(resolve))
      under--
      if (++runs === 2) throw new Error('once')
      return runs < 5
    },
    1,
    (error) => errors.push(error),
  )
  await soon(() => expect(runs).toBeGreaterThan(6))
  await stop()
  const ended = runs
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect({ most, errors, more: runs - ended }).toEqual({ most: 1, errors: [new Error('once')], more: 0 })
})

test('the end does not wait for a pause', async () => {
  let runs = 0
  const stop = repeat(
    () => Promise.resolve(void runs++),
    3_600_000,
    () => {},
  )
  await soon(() => expect(runs).toBe(1))
  await stop()
})
