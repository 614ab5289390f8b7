import { describe, expect, test } from 'vitest'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import { withLimiter } from '../../../src/net/limited.ts'
import { createLimiter } from '../../../src/net/limiter.ts'
import { connectorContract } from '../../../src/testing/contracts/connector-contract.ts'
import { rest } from '../../support/iterables.ts'
import { memoryNetwork } from '../../support/memory-network.ts'
import { memoryWorld } from '../../support/memory-world.ts'
import { contractTests } from '../../support/contract-tests.ts'

for (const latency of [0, 3]) {
  contractTests(
    `a limited connector, ${String(latency)} ms away,`,
    connectorContract(() => memoryWorld((dial) => withLimiter(dial, createLimiter(2)), latency)),
  )
}

const endpoint: Endpoint = { address: '192.0.2.1', family: 4, port: 1, transport: 'tcp' }
const codeOf = (failure: unknown): string => (failure as { code: string }).code

describe('withLimiter', () => {
  test('a slot is held from dial to close, and given back after a failure or a cancel', async () => {
    const network = memoryNetwork({
      ports: ({ port }) => (port === 1 ? 'open' : port === 2 ? 'filtered' : 'closed'),
    })
    const limiter = createLimiter(1)
    const dial = withLimiter(network.connector, limiter)
    const connection = await dial(endpoint, {})
    const second = dial({ ...endpoint, port: 3 }, {}).catch(codeOf)
    await rest(2)
    expect([network.dials, limiter.active, limiter.waiting]).toEqual([1, 1, 1])
    connection.close()
    connection.close()
    expect(await second).toBe('ECONNREFUSED')
    const abort = new AbortController()
    const silent = dial({ ...endpoint, port: 2 }, { signal: abort.signal }).catch(codeOf)
    await rest(2)
    abort.abort()
    expect(await silent).toBe('ECANCELED')
    await rest()
    expect(limiter).toMatchObject({ active: 0, waiting: 0 })
  })

  test('says when it waits, so that clocks stand still', async () => {
    const network = memoryNetwork({ ports: () => 'open' })
    const dial = withLimiter(network.connector, createLimiter(1))
    const first = await dial(endpoint, {})
    const told: boolean[] = []
    const second = dial(endpoint, { onQueue: (queued) => told.push(queued) })
    await rest(2)
    expect(told).toEqual([true])
    first.close()
    ;(await second).close()
    expect(told).toEqual([true, false])
  })
})
