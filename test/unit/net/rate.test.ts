import { describe, expect, test } from 'vitest'
import { systemClock } from '../../../src/model/clock.ts'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import { createRate, withRate } from '../../../src/net/rate.ts'
import { connectorContract } from '../../../src/testing/contracts/connector-contract.ts'
import { manualClock } from '../../support/manual-clock.ts'
import { memoryNetwork } from '../../support/memory-network.ts'
import { memoryWorld } from '../../support/memory-world.ts'
import { contractTests } from '../../support/contract-tests.ts'

for (const latency of [0, 3]) {
  contractTests(
    `a rated connector, ${String(latency)} ms away,`,
    connectorContract(() => {
      const rate = createRate({ perSecond: 400, clock: systemClock })
      return memoryWorld((dial) => withRate(dial, rate, systemClock), latency)
    }),
  )
}

const endpoint: Endpoint = { address: '192.0.2.1', family: 4, port: 1, transport: 'tcp' }
const codeOf = (failure: unknown): string => (failure as { code: string }).code

describe('createRate', () => {
  test('no bound, no wait', () => {
    const rate = createRate({ clock: manualClock() })
    for (let sent = 0; sent < 1_000; sent++) expect(rate.reserve('192.0.2.1')).toBe(0)
  })

  test('asking reserves nothing; each reservation moves the next one on', () => {
    const clock = manualClock()
    const rate = createRate({ perSecond: 10, clock })
    expect([rate.delay('192.0.2.1'), rate.delay('192.0.2.1')]).toEqual([0, 0])
    expect([rate.reserve('192.0.2.1'), rate.reserve('192.0.2.2')]).toEqual([0, 100])
    expect(rate.delay('192.0.2.3')).toBe(200)
    clock.jump(150)
    expect(rate.delay('192.0.2.3')).toBe(50)
  })

  test('each address has a rate of its own beside the common one', () => {
    const rate = createRate({ perHost: 10, clock: manualClock() })
    expect(rate.reserve('192.0.2.1')).toBe(0)
    expect(rate.reserve('192.0.2.1')).toBe(100)
    expect(rate.reserve('192.0.2.2')).toBe(0)
  })

  test('a rest earns no more than a burst of 10 ms', () => {
    const clock = manualClock()
    const rate = createRate({ perSecond: 1_000, clock })
    clock.jump(60_000)
    let atOnce = 0
    while (rate.reserve('192.0.2.1') === 0) atOnce++
    expect(atOnce).toBe(10)
  })
})

describe('a sender that looks every 10 ms', () => {
  test.each([30, 90, 110, 150, 333, 700, 5_000])('reaches %d a second, and no more', (perSecond) => {
    const clock = manualClock()
    const rate = createRate({ perSecond, clock })
    let sent = 0
    for (let tick = 0; tick < 1_000; tick++, clock.jump(10)) {
      while (rate.delay('192.0.2.1') === 0) {
        rate.reserve('192.0.2.1')
        sent++
      }
    }
    expect(sent).toBeGreaterThan(perSecond * 10 * 0.99 - 1)
    expect(sent).toBeLessThanOrEqual(perSecond * 10 + perSecond / 100 + 2)
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
