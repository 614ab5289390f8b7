import { expect, test } from 'vitest'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import type { Payloads } from '../../../src/model/result.ts'
import { udpPayload } from '../../../src/probe/udp-payload.ts'
import { manualClock } from '../../support/manual-clock.ts'
import { memoryNetwork, type Found } from '../../support/memory-network.ts'
import * as script from '../../support/peer-script.ts'
import { testAttempt } from '../../support/attempt.ts'
import { contractTests } from '../../support/contract-tests.ts'
import { udpStrategyContract } from '../../../src/testing/contracts/udp-strategy-contract.ts'

const endpoint: Endpoint = { address: '192.0.2.1', family: 4, port: 53, transport: 'udp' }
const payloads: Payloads = () =>
  ['one', 'two', 'three'].map((word) => () => ({ probe: word, bytes: Buffer.from(word) }))

contractTests(
  'udpPayload',
  udpStrategyContract((connector) => udpPayload({ connector })),
)
contractTests(
  'udpPayload with payloads',
  udpStrategyContract((connector) => udpPayload({ connector, payloads })),
)

async function asked(number: number, found: Found = script.answers((heard) => heard)) {
  const clock = manualClock()
  const { connector } = memoryNetwork({ ports: () => found, clock })
  const strategy = udpPayload({ connector, payloads })
  return clock.runUntilIdle(strategy.probe(endpoint, Object.assign(testAttempt(), { number })))
}

test('one payload a try, in turn, and the answer is kept with its question', async () => {
  for (const [at, word] of ['one', 'two', 'three', 'one'].entries()) {
    expect(await asked(at + 1)).toEqual({
      state: 'open',
      reason: 'udp-response',
      exchanges: [
        {
          probe: word,
          sent: Buffer.from(word),
          received: Buffer.from(word),
          truncated: false,
          end: 'data',
          rtt: 0,
        },
      ],
    })
  }
})

test('there are as many rounds as payloads', () => {
  expect(udpPayload({ payloads }).rounds?.(endpoint)).toBe(3)
  expect(udpPayload().rounds).toBeUndefined()
})

test('a payload is made when it is sent', async () => {
  let made = 0
  const strategy = udpPayload({
    connector: memoryNetwork({ ports: {} }).connector,
    payloads: () => [() => (made++, { probe: 'x', bytes: Buffer.from('x') })],
  })
  expect(strategy.rounds?.(endpoint)).toBe(1)
  await strategy.probe(endpoint, testAttempt())
  expect(made).toBe(0)
})

test('a peer that resets the conversation has closed the port', async () => {
  expect(await asked(1, script.resets)).toMatchObject({ state: 'closed', reason: 'port-unreach' })
  expect(await asked(1, script.closes)).toMatchObject({ state: 'open|filtered', reason: 'no-response' })
})
