import { expect, test } from 'vitest'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import { createRate } from '../../../src/net/rate.ts'
import { guarded } from '../../../src/probe/guarded.ts'
import type { ProbeStrategy } from '../../../src/probe/strategy.ts'
import { testAttempt } from '../../support/attempt.ts'
import { manualClock } from '../../support/manual-clock.ts'

const endpoint: Endpoint = { address: '192.0.2.1', family: 4, port: 80, transport: 'tcp' }

function spy(): { strategy: ProbeStrategy; asked: Endpoint[] } {
  const asked: Endpoint[] = []
  const probe: ProbeStrategy['probe'] = (to) => {
    asked.push(to)
    return Promise.resolve({ state: 'closed', reason: 'conn-refused' })
  }
  return { strategy: { name: 'spy', transport: 'tcp', probe }, asked }
}

test('with nothing to guard it is the strategy itself', () => {
  const { strategy } = spy()
  expect(guarded(strategy, {})).toBe(strategy)
})

test('what is not permitted is never asked', async () => {
  const { strategy, asked } = spy()
  const guard = guarded(strategy, { permits: (address) => address !== '192.0.2.1' })
  expect([guard.name, guard.transport]).toEqual(['spy', 'tcp'])
  expect(await guard.probe(endpoint, testAttempt())).toEqual({ state: 'none', reason: 'policy' })
  expect(asked).toEqual([])
  const other = { ...endpoint, address: '192.0.2.2' }
  expect(await guard.probe(other, testAttempt())).toMatchObject({ state: 'closed' })
  expect(asked).toEqual([other])
})

test('each try counts against the rate; a refused one does not', async () => {
  const rate = createRate({ perSecond: 10, clock: manualClock() })
  const guard = guarded(spy().strategy, { rate, permits: ({ length }) => length > 5 })
  await guard.probe({ ...endpoint, address: '::1' }, testAttempt())
  expect(rate.delay(endpoint.address)).toBe(0)
  await guard.probe(endpoint, testAttempt())
  expect(rate.delay(endpoint.address)).toBe(100)
})

test('has the rounds of the strategy, or none', () => {
  const { strategy } = spy()
  const permits = (): boolean => true
  expect(guarded(strategy, { permits }).rounds?.(endpoint)).toBe(0)
  expect(guarded({ ...strategy, rounds: ({ port }) => port }, { permits }).rounds?.(endpoint)).toBe(80)
})
