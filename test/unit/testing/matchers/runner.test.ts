import { expect, test } from 'vitest'
import { undecided } from '../../../../src/testing/matchers/judgement.ts'
import { answerTo, isNegated, isUpdating } from '../../../../src/testing/matchers/runner.ts'

const plain = { isNot: false, promise: '' }
const negated = { isNot: true, promise: '' }
const unclear = () => Promise.reject(undecided('it cannot be told'))

test('what was judged is the answer', async () => {
  const { pass, message } = await answerTo(plain, () => Promise.resolve({ pass: true, message: 'open' }))
  expect([pass, message()]).toEqual([true, 'open'])
})

test('what cannot be told fails either way, and throws where the runner does not tell which', async () => {
  expect(await answerTo(plain, unclear)).toMatchObject({ pass: false })
  const { pass, message } = await answerTo(negated, unclear)
  expect([pass, message()]).toEqual([true, 'it cannot be told'])
  await expect(answerTo(undefined, unclear)).rejects.toThrow('it cannot be told')
})

test('an error stays one', async () => {
  await expect(answerTo(negated, () => Promise.reject(new TypeError('no')))).rejects.toThrow(TypeError)
})

test('inside of another matcher it is refused at once', () => {
  expect(() => answerTo({ isNot: true }, unclear)).toThrow('cannot stand inside of another one')
})

test('what a runner says', () => {
  // vitest leaves `isNot` undefined without `.not`.
  expect([plain, negated, { isNot: undefined, promise: '' }, {}, undefined].map(isNegated)).toEqual([
    false,
    true,
    false,
    undefined,
    undefined,
  ])
  const states = [
    { snapshotState: { _updateSnapshot: 'all' } },
    { snapshotState: { _updateSnapshot: 'new' } },
    {},
  ]
  expect([...states, undefined].map(isUpdating)).toEqual([true, false, false, false])
})
