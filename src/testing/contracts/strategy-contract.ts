import assert from 'node:assert/strict'
import type { Connector, Endpoint, Outcome, ProbeStrategy } from 'portscan-core'
import { manualClock } from '../manual-clock.ts'
import { memoryNetwork, type Found } from '../memory-network.ts'
import * as script from '../peer-script.ts'
import { casesOf, like, type ContractCase, type Uses } from './contract-case.ts'
import { rest } from './event-loop.ts'
import { testAttempt } from './test-attempt.ts'

/** Makes the strategy under test; it dials through this connector, and no other. */
export type MakeStrategy = (connector: Connector) => ProbeStrategy

/**
 * What every `ProbeStrategy` for TCP over a connector must do, ours or a stranger's.
 *
 * @example
 * for (const { name, run } of strategyContract((connector) => myStrategy({ connector }))) test(name, run)
 */
export function strategyContract(make: MakeStrategy): ContractCase[] {
  return casesOf({ ...USES, ...WHEN_OPEN, ...BY_CODE, ...CANCELS }, () => make)
}

const endpoint: Endpoint = { address: '192.0.2.1', family: 4, port: 1, transport: 'tcp' }

const PEERS: Readonly<Record<string, Found>> = {
  'is silent': 'open',
  greets: script.greets('220 ready\r\n'),
  floods: script.floods(),
  drips: script.drips(1_000),
  closes: script.closes,
  resets: script.resets,
  answers: script.answers((heard) => heard),
}

const CODES = [
  ['ECONNREFUSED', 'closed', 'conn-refused'],
  ['ECONNRESET', 'open', 'conn-reset'],
  ['EHOSTUNREACH', 'filtered', 'host-unreach'],
  ['EMFILE', 'none', 'local-resource'],
  ['ENEVERHEARD', 'unknown', 'system-error'],
] as const

const USES: Uses<MakeStrategy> = {
  'has a name and a transport'(make) {
    const strategy = make(memoryNetwork({ ports: {} }).connector)
    assert.match(strategy.name, /^[a-z0-9-]+$/)
    assert.equal(strategy.transport, 'tcp')
  },

  async 'does not give up on silence by itself: that is the pacer’s business'(make) {
    const { clock, network, attempt, started } = tryOnce(make, 'filtered')
    let settled = false
    const mark = (): void => void (settled = true)
    started.then(mark, mark)
    await clock.advance(600_000)
    assert.equal(settled, false)
    assert.equal(network.dials, 1)
    attempt.cancel()
    await rest()
    assert.equal(network.dialling, 0)
  },

  async 'does not have a signal made where its connector needs none'(make) {
    const { clock, attempt, started } = tryOnce(make, 'closed')
    await clock.runUntilIdle(started)
    assert.equal(attempt.signalMade, false)
  },
}

const WHEN_OPEN = eachOf(PEERS, (peer, found): [string, Uses<MakeStrategy>[string]] => [
  `one dial, and open, when the peer ${peer}; nothing stays open`,
  async (make) => {
    const { outcome, answers } = await outcomeOf(make, found)
    assert.deepEqual([outcome.state, outcome.reason], ['open', 'syn-ack'])
    assert.ok(answers <= 1)
  },
])

const BY_CODE: Uses<MakeStrategy> = Object.fromEntries(
  CODES.map(([code, state, reason]): [string, Uses<MakeStrategy>[string]] => [
    `${code} is ${state}, ${reason}, by one dial`,
    async (make) => {
      const { outcome, answers } = await outcomeOf(make, { code, syscall: 'connect' })
      assert.deepEqual([outcome.state, outcome.reason, answers], [state, reason, 0])
    },
  ]),
)

const CANCELS = eachOf({ ...PEERS, 'never answers': 'filtered', refuses: 'closed' }, (peer, found) => [
  `a cancel at any moment leaves nothing open when the peer ${peer}`,
  async (make) => {
    for (const at of [0, 10, 30, 31, 60, 200]) await cancelAt(make, found, at)
  },
])

async function cancelAt(make: MakeStrategy, found: Found, at: number): Promise<void> {
  const { clock, network, attempt, started } = tryOnce(make, found)
  let broken: unknown
  started.catch((error: unknown) => (broken = error))
  await clock.advance(at)
  attempt.cancel()
  await rest(2)
  like(network, { open: 0, dialling: 0 })
  await clock.advance(10_000)
  like(network, { dials: 1, open: 0, dialling: 0 })
  assert.equal(broken, undefined)
}

/** One try against what is found there, in virtual time. */
function tryOnce(make: MakeStrategy, found: Found) {
  const clock = manualClock()
  const network = memoryNetwork({ ports: () => found, latency: 30, clock })
  const attempt = testAttempt()
  const started = make(network.connector).probe(endpoint, attempt)
  return { clock, network, attempt, started }
}

/** One try to its end, after which nothing is open. */
async function outcomeOf(make: MakeStrategy, found: Found): Promise<{ outcome: Outcome; answers: number }> {
  const { clock, network, attempt, started } = tryOnce(make, found)
  const outcome = await clock.runUntilIdle(started)
  like(network, { dials: 1, open: 0, dialling: 0 })
  return { outcome, answers: attempt.answers }
}

function eachOf(
  peers: Readonly<Record<string, Found>>,
  use: (peer: string, found: Found) => [string, Uses<MakeStrategy>[string]],
): Uses<MakeStrategy> {
  return Object.fromEntries(Object.entries(peers).map(([peer, found]) => use(peer, found)))
}
