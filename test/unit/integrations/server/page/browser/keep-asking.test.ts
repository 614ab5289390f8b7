import { expect, test } from 'vitest'
import { Problem } from '../../../../../../src/integrations/server/page/browser/api.ts'
import { isPassing, keepAsking } from '../../../../../../src/integrations/server/page/browser/keep-asking.ts'
import { screenContext } from '../../../../../support/screen-context.ts'

const problem = (status: number): Problem => new Problem(status, 'x', 'x')

test('it asks until it may stop', async () => {
  let asked = 0
  const ask = (): Promise<void> => Promise.resolve(void asked++)
  await keepAsking(screenContext({}), 1, ask, () => asked < 3)
  expect(asked).toBe(3)
})

test('a service that is away is told, asked again, and told to be back', async () => {
  const context = screenContext({})
  const answers = [problem(503), problem(0), undefined]
  const ask = (): Promise<void> => {
    const answer = answers.shift()
    return answer === undefined ? Promise.resolve() : Promise.reject(answer)
  }
  await keepAsking(context, 1, ask, () => false)
  expect(context.troubles.map((trouble) => (trouble as Problem | undefined)?.status)).toEqual([
    503,
    0,
    undefined,
  ])
})

test('what will not be better ends it; so does leaving', async () => {
  await expect(keepAsking(screenContext({}), 1, () => Promise.reject(problem(404)))).rejects.toThrow()
  const context = screenContext({})
  await keepAsking(context, 3_600_000, () => {
    context.leave()
    return Promise.reject(problem(404))
  })
  expect(context.troubles).toEqual([])
})

test('which problems pass', () => {
  expect([0, 429, 500, 503].map((status) => isPassing(problem(status)))).toEqual([true, true, true, true])
  expect([isPassing(problem(401)), isPassing(new Error('x'))]).toEqual([false, false])
})
