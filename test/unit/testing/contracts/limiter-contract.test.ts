import { expect, test } from 'vitest'
import { createLimiter, type Limiter } from '../../../../src/net/limiter.ts'
import { limiterContract } from '../../../../src/testing/contracts/limiter-contract.ts'
import { brokenCases } from './broken-cases.ts'

const bent = (limiter: Limiter, acquire: Limiter['acquire']): Limiter => ({
  limit: limiter.limit,
  get active() {
    return limiter.active
  },
  get waiting() {
    return limiter.waiting
  },
  acquire,
})

test('a limiter that keeps it has no broken case', async () => {
  expect(await brokenCases(limiterContract(createLimiter))).toEqual([])
})

test('one that is too generous, or deaf to signals, is found out', async () => {
  const generous = (limit: number): Limiter =>
    bent(createLimiter(limit + 1), createLimiter(limit + 1).acquire)
  expect(await brokenCases(limiterContract(generous))).toContain(
    'gives slots up to the limit at once, and counts them',
  )
  const deaf = (limit: number): Limiter => {
    const limiter = createLimiter(limit)
    return bent(limiter, ({ priority = 0 } = {}) => limiter.acquire({ priority }))
  }
  expect(await brokenCases(limiterContract(deaf).slice(4, 5))).toEqual([
    'a signal that has fired refuses with its reason',
  ])
})
