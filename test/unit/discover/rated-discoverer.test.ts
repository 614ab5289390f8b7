import { expect, test } from 'vitest'
import type { Discoverer } from '../../../src/discover/discoverer.ts'
import { ratedDiscoverer } from '../../../src/discover/rated-discoverer.ts'
import { tcpPing } from '../../../src/discover/tcp-ping.ts'
import { createRate } from '../../../src/net/rate.ts'
import { discovererContract } from '../../../src/testing/contracts/discoverer-contract.ts'
import { manualClock } from '../../support/manual-clock.ts'
import { abortListeners } from '../../support/open-handles.ts'
import { discoverWorld, hostAt } from './tools.ts'
import { contractTests } from '../../support/contract-tests.ts'

contractTests(
  'a rated discoverer',
  discovererContract(() => ({
    discoverer: ratedDiscoverer(tcpPing(), createRate({ perSecond: 1e6, clock: manualClock() })),
  })),
)

test('without a rate it is the discoverer itself', () => {
  const discoverer = tcpPing()
  expect(ratedDiscoverer(discoverer, undefined)).toBe(discoverer)
})

test('is asked no faster than the rate, by whatever it sends', async () => {
  const { clock, tools } = discoverWorld({})
  const asked: number[] = []
  const counted: Discoverer = {
    name: 'counted',
    discover(one, given) {
      asked.push(clock.now())
      return tcpPing().discover(one, given)
    },
  }
  const rated = ratedDiscoverer(counted, createRate({ perSecond: 10, clock }))
  const hosts = Array.from({ length: 5 }, () => rated.discover(hostAt('192.0.2.1'), tools))
  await clock.runUntilIdle(Promise.all(hosts))
  expect(asked).toEqual([0, 100, 200, 300, 400])
})

test('an abort ends the wait for a turn, and nobody is asked', async () => {
  const { clock, abort, tools } = discoverWorld({})
  let asked = 0
  const discoverer: Discoverer = {
    name: 'own',
    discover: () => Promise.resolve({ status: 'up', rtt: asked++ }),
  }
  const rated = ratedDiscoverer(discoverer, createRate({ perSecond: 0.01, clock }))
  expect(await rated.discover(hostAt('192.0.2.1'), tools)).toEqual({ status: 'up', rtt: 0 })
  const second = rated.discover(hostAt('192.0.2.2'), tools)
  abort.abort()
  expect(await second).toEqual({ status: 'unknown' })
  expect([asked, clock.waiting, abortListeners(abort.signal)]).toEqual([1, 0, 0])
})
