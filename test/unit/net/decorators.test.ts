import { describe, expect, test } from 'vitest'
import { systemClock } from '../../../src/model/clock.ts'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import { withLimiter } from '../../../src/net/limited.ts'
import { createLimiter } from '../../../src/net/limiter.ts'
import { withPolicy } from '../../../src/net/policy.ts'
import { createRate, withRate } from '../../../src/net/rate.ts'
import { connectorContract } from '../../contract/connector.ts'
import { rest } from '../../support/iterables.ts'
import { manualClock } from '../../support/manual-clock.ts'
import { memoryNetwork } from '../../support/memory-network.ts'
import { memoryWorld } from '../../support/memory-world.ts'

const fast = (): ReturnType<typeof createRate> => createRate({ perSecond: 400, clock: systemClock })

for (const latency of [0, 3]) {
  const far = `, ${String(latency)} ms away,`
  connectorContract(`a limited connector${far}`, () =>
    memoryWorld((dial) => withLimiter(dial, createLimiter(2)), latency),
  )
  connectorContract(`a rated connector${far}`, () =>
    memoryWorld((dial) => withRate(dial, fast(), systemClock), latency),
  )
  connectorContract(`a connector under a policy${far}`, () =>
    memoryWorld((dial) => withPolicy(dial, () => true), latency),
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

describe('withRate', () => {
  test('never more than the rate, in the order of the calls', async () => {
    const clock = manualClock()
    const sent: number[] = []
    const network = memoryNetwork({ ports: () => (sent.push(clock.now()), 'closed'), clock })
    const dial = withRate(network.connector, createRate({ perSecond: 100, clock }), clock)
    await clock.runUntilIdle(Promise.all(Array.from({ length: 200 }, () => dial(endpoint, {}).catch(codeOf))))
    expect(sent).toHaveLength(200)
    expect(sent.at(-1)).toBeGreaterThanOrEqual(1_980)
    for (let at = 101; at < sent.length; at++)
      expect(sent[at]! - sent[at - 101]!).toBeGreaterThanOrEqual(1_000)
  })
})

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
