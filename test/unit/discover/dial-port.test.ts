import { expect, test } from 'vitest'
import { dialPort } from '../../../src/discover/dial-port.ts'
import { createLimiter } from '../../../src/net/limiter.ts'
import { withLimiter } from '../../../src/net/limited.ts'
import type { Found } from '../../support/memory-network.ts'
import { discoverWorld, hostAt } from './tools.ts'

test.each<[string, Found, object]>([
  ['open', 'open', { verdict: 'up', reason: 'syn-ack', rtt: 30 }],
  ['closed', 'closed', { verdict: 'up', reason: 'conn-refused', rtt: 30 }],
  ['silent', 'filtered', { verdict: 'silent', reason: 'no-response', rtt: 500 }],
  ['unreachable', { code: 'EHOSTUNREACH' }, { verdict: 'unreachable', reason: 'host-unreach', rtt: 30 }],
  ['without a way', { code: 'ENETUNREACH', local: true }, { verdict: 'barred', rtt: 0 }],
  ['without a descriptor', { code: 'EMFILE', local: true }, { verdict: 'unasked', rtt: 0 }],
  [
    'against our own rules',
    { code: 'EPERM', local: true },
    { verdict: 'unasked', reason: 'local-policy', rtt: 0 },
  ],
])('%s', async (_what, found, expected) => {
  const { clock, network, tools } = discoverWorld(() => found)
  const answer = await clock.runUntilIdle(dialPort(hostAt('192.0.2.1'), 80, 500, tools))
  expect(answer).toEqual({ port: 80, ...expected })
  expect(network).toMatchObject({ dials: 1, open: 0, dialling: 0 })
})

test('the wait for a slot is no round trip', async () => {
  const { clock, network, tools } = discoverWorld({})
  const limiter = createLimiter(1)
  const release = await limiter.acquire()
  clock.after(1_000, release)
  const connector = withLimiter(network.connector, limiter)
  const answer = await clock.runUntilIdle(dialPort(hostAt('192.0.2.1'), 80, 500, { ...tools, connector }))
  expect(answer).toMatchObject({ verdict: 'up', rtt: 30 })
})
