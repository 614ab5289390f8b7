import { describe, expect, test } from 'vitest'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import { connectorContract } from '../../../src/testing/contracts/connector-contract.ts'
import { manualClock } from '../../../src/testing/manual-clock.ts'
import { memoryNetwork } from '../../../src/testing/memory-network.ts'
import { memoryWorld } from '../../support/memory-world.ts'
import { contractTests } from '../../support/contract-tests.ts'

const at = (port: number): Endpoint => ({ address: '192.0.2.1', family: 4, port, transport: 'tcp' })

contractTests(
  'the network in memory',
  connectorContract(() => memoryWorld()),
)
contractTests(
  'the network in memory, 5 ms away,',
  connectorContract(() => memoryWorld(undefined, 5)),
)

describe('memoryNetwork', () => {
  test('what is not described is closed; errors come by their code', async () => {
    const failure = { code: 'EMFILE', syscall: 'connect', local: true }
    const { connector } = memoryNetwork({ ports: { '192.0.2.1:2': failure, '[2001:db8::1]:22': 'open' } })
    await expect(connector(at(1), {})).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await expect(connector(at(2), {})).rejects.toBe(failure)
    const connection = await connector({ ...at(22), address: '2001:db8::1', family: 6 }, {})
    connection.close()
  })

  test('latency and time-outs run on its clock', async () => {
    const clock = manualClock()
    const network = memoryNetwork({
      ports: ({ port }) => (port === 1 ? 'open' : 'filtered'),
      latency: 40,
      clock,
    })
    const connection = await clock.runUntilIdle(network.connector(at(1), { timeout: 100 }))
    expect([clock.now(), connection.rtt]).toEqual([40, 40])
    connection.close()
    const dial = network.connector(at(2), { timeout: 100 }).catch((failure: unknown) => failure)
    expect(await clock.runUntilIdle(dial)).toMatchObject({ code: 'ETIMEDOUT' })
    expect(clock.now()).toBe(140)
    expect(network).toMatchObject({ dials: 2, open: 0, dialling: 0, most: 1 })
    expect(clock.waiting).toBe(0)
  })

  test('loses the share of dials that it is told, the same ones for the same seed', async () => {
    const lost = async (): Promise<number[]> => {
      const clock = manualClock()
      const { connector } = memoryNetwork({ ports: () => 'closed', latency: 1, loss: 0.2, clock })
      const dials = Array.from({ length: 1_000 }, (_, port) =>
        connector(at(port), { timeout: 50 }).catch((failure: unknown) =>
          (failure as { code: string }).code === 'ETIMEDOUT' ? [port] : [],
        ),
      )
      return (await clock.runUntilIdle(Promise.all(dials))).flat() as number[]
    }
    const first = await lost()
    expect(first.length).toBeGreaterThan(150)
    expect(first.length).toBeLessThan(250)
    expect(await lost()).toEqual(first)
  })
})
