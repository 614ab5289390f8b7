import { expect, test } from 'vitest'
import { connectorContract } from '../../../../src/testing/contracts/connector-contract.ts'
import { diallingSilence } from '../../../../src/testing/contracts/connector-dialling.ts'
import { memoryWorld } from '../../../support/memory-world.ts'
import { brokenCases } from './broken-cases.ts'

test('where nothing is silent, the cases that need it are left out', () => {
  const all = connectorContract(() => memoryWorld()).map(({ name }) => name)
  const some = connectorContract(() => memoryWorld(), { silence: false }).map(({ name }) => name)
  expect(all.filter((name) => !some.includes(name))).toEqual(Object.keys(diallingSilence))
})

test('a world that stays open is a broken case, and is closed all the same', async () => {
  let closed = 0
  const world = () => ({
    ...memoryWorld(),
    quiet: () => Promise.reject(new Error('one is open')),
    close: () => void closed++,
  })
  const cases = connectorContract(world)
  expect(await brokenCases(cases)).toHaveLength(cases.length)
  expect(closed).toBe(cases.length)
})
