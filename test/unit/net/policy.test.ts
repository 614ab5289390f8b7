import { describe, expect, test } from 'vitest'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import { withPolicy } from '../../../src/net/policy.ts'
import { connectorContract } from '../../../src/testing/contracts/connector-contract.ts'
import { memoryNetwork } from '../../support/memory-network.ts'
import { memoryWorld } from '../../support/memory-world.ts'
import { contractTests } from '../../support/contract-tests.ts'

contractTests(
  'a connector under a policy',
  connectorContract(() => memoryWorld((dial) => withPolicy(dial, () => true))),
)

const endpoint: Endpoint = { address: '192.0.2.1', family: 4, port: 1, transport: 'tcp' }

describe('withPolicy', () => {
  test('what is not permitted is not dialled', async () => {
    const network = memoryNetwork({ ports: () => 'open' })
    const dial = withPolicy(network.connector, (address) => address !== '192.0.2.1')
    expect(await dial(endpoint, {}).catch((failure: unknown) => failure)).toMatchObject({
      code: 'ERR_POLICY',
      local: true,
    })
    expect(network.dials).toBe(0)
  })
})
