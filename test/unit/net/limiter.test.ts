import { expect, test } from 'vitest'
import { createLimiter } from '../../../src/net/limiter.ts'
import { limiterContract } from '../../../src/testing/contracts/limiter-contract.ts'
import { contractTests } from '../../support/contract-tests.ts'

contractTests('createLimiter', limiterContract(createLimiter))

test.each([0, -1, NaN])('a limit of %d is refused with an example', (limit) => {
  expect(() => createLimiter(limit)).toThrow(expect.objectContaining({ code: 'ERR_OPTION' }))
  expect(() => createLimiter(limit)).toThrow(`createLimiter(100); got ${String(limit)}`)
})
