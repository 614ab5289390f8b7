import { expect, test } from 'vitest'
import { outOfResources } from '../../../src/probe/out-of-resources.ts'

test.each([
  ['EMFILE', '(EMFILE)'],
  [undefined, '(no code)'],
])('a machine that has nothing left says what was lacking: %s', (code, told) => {
  const error = outOfResources(code)
  expect(error.code).toBe('ERR_RESOURCE')
  expect(error.message).toContain(told)
  expect(error.message).toContain('ulimit -n')
})
