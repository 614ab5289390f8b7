import { expect, test } from 'vitest'
import { connectorContract } from '../../../../src/testing/contracts/connector-contract.ts'
import { memoryWorld } from '../../../support/memory-world.ts'
import { brokenCases } from './broken-cases.ts'

test('a connector that is deaf to cancels is found out', async () => {
  const deaf = () =>
    memoryWorld(
      (dial) =>
        (endpoint, { timeout = 200 }) =>
          dial(endpoint, { timeout }),
    )
  const broken = await brokenCases(connectorContract(deaf))
  expect(broken).toEqual(
    expect.arrayContaining([
      'a cancel by the hook at any moment leaves nothing open',
      'a signal that has fired lets no dial begin',
      'a cancel by the hook ends a dial at once',
      'a signal ends a dial, and no listener stays on it',
    ]),
  )
})

test('one whose refusal is an Error is found out', async () => {
  const throwing = () =>
    memoryWorld(
      (dial) => (endpoint, options) =>
        dial(endpoint, options).catch((failure: unknown) => {
          throw Object.assign(new Error('refused'), failure)
        }),
    )
  expect(await brokenCases(connectorContract(throwing))).toContain(
    'a refusal is data: its code, and no Error',
  )
})
