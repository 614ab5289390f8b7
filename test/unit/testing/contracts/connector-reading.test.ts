import { expect, test } from 'vitest'
import type { Connection } from '../../../../src/net/connection.ts'
import { connectorContract } from '../../../../src/testing/contracts/connector-contract.ts'
import { memoryWorld } from '../../../support/memory-world.ts'
import { brokenCases } from './broken-cases.ts'

const bent = (bend: (connection: Connection) => Partial<Connection>) => () =>
  memoryWorld((dial) => async (endpoint, options) => {
    const connection = await dial(endpoint, options)
    return { ...connection, ...bend(connection) }
  })

test('connections that keep too much, or are never content, are found out', async () => {
  const greedy = bent(({ read }) => ({ read: (options) => read({ ...options, keep: 65_536 }) }))
  expect(await brokenCases(connectorContract(greedy))).toEqual(
    expect.arrayContaining([
      'keeps no more than it is told, and says so',
      'a flood ends with `full`: 16 KiB kept, 64 KiB read in all, and so do all further reads',
    ]),
  )
  const never = bent(({ read }) => ({
    read: (options) => read({ ...options, timeout: Math.min(options.timeout, 200), enough: () => false }),
  }))
  expect(await brokenCases(connectorContract(never))).toEqual(
    expect.arrayContaining([
      'the first chunk is enough',
      'reads on until it is enough, asked with all bytes of this read',
    ]),
  )
})
