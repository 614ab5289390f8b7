import { describe, expect, test } from 'vitest'
import type { Endpoint } from '../../src/model/endpoint.ts'
import type { Outcome } from '../../src/model/result.ts'
import type { Connector } from '../../src/net/connection.ts'
import type { ProbeStrategy } from '../../src/probe/strategy.ts'
import { testAttempt } from '../support/attempt.ts'
import { rest } from '../support/iterables.ts'
import { manualClock } from '../support/manual-clock.ts'
import { memoryNetwork, type Found } from '../support/memory-network.ts'
import * as script from '../support/peer-script.ts'

const endpoint: Endpoint = { address: '192.0.2.1', family: 4, port: 1, transport: 'tcp' }

const PEERS: readonly (readonly [string, Found])[] = [
  ['is silent', 'open'],
  ['greets', script.greets('220 ready\r\n')],
  ['floods', script.floods()],
  ['drips', script.drips(1_000)],
  ['closes', script.closes],
  ['resets', script.resets],
  ['answers', script.answers((heard) => heard)],
]

/** What every `ProbeStrategy` over a connector must do, ours or a stranger's. */
export function strategyContract(title: string, make: (connector: Connector) => ProbeStrategy): void {
  /** One try against what is found there, in virtual time. */
  async function tryOnce(found: Found) {
    const clock = manualClock()
    const network = memoryNetwork({ ports: () => found, latency: 30, clock })
    const attempt = testAttempt()
    const started = make(network.connector).probe(endpoint, attempt)
    return { clock, network, attempt, started }
  }

  /** One try to its end, after which nothing is open. */
  async function outcomeOf(found: Found): Promise<{ outcome: Outcome; answers: number }> {
    const { clock, network, attempt, started } = await tryOnce(found)
    const outcome = await clock.runUntilIdle(started)
    expect(network).toMatchObject({ dials: 1, open: 0, dialling: 0 })
    return { outcome, answers: attempt.answers }
  }

  describe(`${title} keeps the strategy contract`, () => {
    test('has a name and a transport', () => {
      const strategy = make(memoryNetwork({ ports: {} }).connector)
      expect(strategy.name).toMatch(/^[a-z0-9-]+$/)
      expect(strategy.transport).toBe('tcp')
    })

    test.each(PEERS)('one dial, and open, when the peer %s; nothing stays open', async (_what, found) => {
      const { outcome, answers } = await outcomeOf(found)
      expect(outcome).toMatchObject({ state: 'open', reason: 'syn-ack' })
      expect(answers).toBeLessThanOrEqual(1)
    })

    test.each([
      ['ECONNREFUSED', 'closed', 'conn-refused'],
      ['ECONNRESET', 'open', 'conn-reset'],
      ['EHOSTUNREACH', 'filtered', 'host-unreach'],
      ['EMFILE', 'none', 'local-resource'],
      ['ENEVERHEARD', 'unknown', 'system-error'],
    ])('%s is %s, by one dial', async (code, state, reason) => {
      const { outcome, answers } = await outcomeOf({ code, syscall: 'connect' })
      expect(outcome).toMatchObject({ state, reason })
      expect(answers).toBe(0)
    })

    test('does not give up on silence by itself: that is the pacer’s business', async () => {
      const { clock, network, attempt, started } = await tryOnce('filtered')
      let settled = false
      void started.then(() => (settled = true))
      await clock.advance(600_000)
      expect(settled).toBe(false)
      expect(network.dials).toBe(1)
      attempt.cancel()
      await rest()
      expect(network.dialling).toBe(0)
    })

    test.each([...PEERS, ['never answers', 'filtered'] as const, ['refuses', 'closed'] as const])(
      'a cancel at any moment leaves nothing open when the peer %s',
      async (_what, found) => {
        for (const at of [0, 10, 30, 31, 60, 200]) {
          const { clock, network, attempt, started } = await tryOnce(found)
          const settled = started.catch((error: unknown) => expect.unreachable(String(error)))
          await clock.advance(at)
          attempt.cancel()
          await rest(2)
          expect(network).toMatchObject({ open: 0, dialling: 0 })
          await clock.advance(10_000)
          expect(network).toMatchObject({ dials: 1, open: 0, dialling: 0 })
          void settled
        }
      },
    )

    test('does not have a signal made where its connector needs none', async () => {
      const { clock, attempt, started } = await tryOnce('closed')
      await clock.runUntilIdle(started)
      expect(attempt.signalMade).toBe(false)
    })
  })
}
