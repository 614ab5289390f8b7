import { AssertionError } from 'node:assert/strict'
import { expect, test } from 'vitest'
import { casesOf, like, rejectionOf } from '../../../../src/testing/contracts/contract-case.ts'

test('each case has an implementation of its own, and it is put away however the case ends', async () => {
  const made: number[] = []
  const gone: number[] = []
  const failure = new Error('broken')
  const cases = casesOf<number>(
    {
      holds: () => {},
      async 'does not hold'() {
        await Promise.reject(failure)
      },
    },
    () => made.push(made.length) - 1,
    (under) => void gone.push(under),
  )
  expect(cases.map(({ name }) => name)).toEqual(['holds', 'does not hold'])
  expect(made).toEqual([])
  await cases[0]!.run()
  await expect(cases[1]!.run()).rejects.toBe(failure)
  expect([made, gone]).toEqual([
    [0, 1],
    [0, 1],
  ])
})

test('like looks at the members that it is given', () => {
  like({ a: 1, b: [2] }, { b: [2] })
  expect(() => like({ a: 1, b: [2] }, { b: [3] })).toThrow(AssertionError)
})

test('rejectionOf wants a rejection', async () => {
  expect(await rejectionOf(Promise.reject(new Error('no')))).toMatchObject({ message: 'no' })
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- that is the case
  expect(await rejectionOf(Promise.reject(undefined))).toBeUndefined()
  await expect(rejectionOf(Promise.resolve(1))).rejects.toThrow('expected a rejection')
})
