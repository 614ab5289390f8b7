import { expect, test } from 'vitest'
import { silent } from '../../../src/testing/peer-script.ts'
import { truthOf } from '../../../src/testing/simulated-truth.ts'

test.each([
  ['open', 'open'],
  ['closed', 'closed'],
  ['filtered', 'filtered'],
  ['unreachable', 'filtered'],
  [silent, 'open'],
  [{ code: 'ECONNREFUSED' }, 'closed'],
  [{ code: 'ECONNRESET' }, 'open'],
  [{ code: 'EHOSTUNREACH' }, 'filtered'],
  [{ code: 'EACCES' }, 'filtered'],
  [{ code: 'EMFILE' }, 'unknown'],
] as const)('%j is %s', (nature, truth) => {
  expect(truthOf(nature)).toBe(truth)
})
