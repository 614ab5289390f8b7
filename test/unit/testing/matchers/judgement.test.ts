import { AssertionError } from 'node:assert'
import { expect, test } from 'vitest'
import { undecided } from '../../../../src/testing/matchers/judgement.ts'

test('what could not be found out fails as an assertion', () => {
  expect(undecided('nobody knows')).toBeInstanceOf(AssertionError)
  expect(undecided('nobody knows').message).toBe('nobody knows')
})
