import { expect, test } from 'vitest'
import { connectorContract } from '../../../../src/testing/contracts/connector-contract.ts'
import { memoryWorld } from '../../../support/memory-world.ts'
import { brokenCases } from './broken-cases.ts'

test('a connection that says nothing, or does not close, is found out', async () => {
  const bent = (part: 'write' | 'close') => () =>
    memoryWorld((dial) => async (endpoint, options) => ({
      ...(await dial(endpoint, { ...options, timeout: 100 })),
      [part]: () => {},
    }))
  const answers = 'what is written is heard, and the answer read'
  const quick = connectorContract(bent('write')).filter(({ name }) => name === answers)
  expect(quick).toHaveLength(1)
  expect(await brokenCases(quick)).toEqual([answers])
  const leaks = await brokenCases(connectorContract(bent('close')).slice(-7))
  expect(leaks).toHaveLength(7)
})
