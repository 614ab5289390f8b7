import assert from 'node:assert/strict'
import type { Endpoint, Outcome } from 'portscan-core'
import { manualClock } from '../manual-clock.ts'
import { memoryNetwork, type Found } from '../memory-network.ts'
import * as script from '../peer-script.ts'
import { casesOf, like, type ContractCase, type Uses } from './contract-case.ts'
import { rest } from './event-loop.ts'
import type { MakeStrategy } from './strategy-contract.ts'
import { testAttempt } from './test-attempt.ts'

/**
 * What every `ProbeStrategy` for UDP over a connector must do, ours or a stranger's.
 *
 * @example
 * for (const { name, run } of udpStrategyContract((connector) => udpPayload({ connector }))) test(name, run)
 */
export function udpStrategyContract(make: MakeStrategy): ContractCase[] {
  return casesOf({ ...USES, ...BY_CODE, ...CANCELS }, () => make)
}

const endpoint: Endpoint = { address: '192.0.2.1', family: 4, port: 53, transport: 'udp' }
const answers: Found = script.answers(() => 'an answer')

const CODES = [
  ['ECONNREFUSED', 'closed', 'port-unreach'],
  ['ECONNRESET', 'closed', 'port-unreach'],
  ['EHOSTUNREACH', 'filtered', 'host-unreach'],
  ['EACCES', 'filtered', 'admin-prohibited'],
  ['EMFILE', 'none', 'local-resource'],
  ['EMSGSIZE', 'none', 'local-resource'],
  ['ENEVERHEARD', 'unknown', 'system-error'],
] as const

const USES: Uses<MakeStrategy> = {
  'has a name, and UDP for its transport'(make) {
    const strategy = make(memoryNetwork({ ports: {} }).connector)
    assert.match(strategy.name, /^[a-z0-9-]+$/)
    assert.equal(strategy.transport, 'udp')
  },

  async 'open by the first answer, which is kept; one dial, and nothing stays open'(make) {
    const outcome = await outcomeOf(make, answers)
    assert.deepEqual([outcome.state, outcome.reason], ['open', 'udp-response'])
    const [exchange] = 'exchanges' in outcome ? (outcome.exchanges ?? []) : []
    assert.equal(Buffer.from(exchange?.received ?? []).toString(), 'an answer')
    assert.equal(exchange?.end, 'data')
  },

  async 'keeps no more of an answer than it may'(make) {
    const outcome = await outcomeOf(make, (peer) => peer.listen(() => peer.send(new Uint8Array(60_000))))
    const [exchange] = 'exchanges' in outcome ? (outcome.exchanges ?? []) : []
    assert.deepEqual([exchange?.received.length, exchange?.truncated], [16_384, true])
  },

  async 'does not give up on silence by itself: that is the pacer’s business'(make) {
    for (const found of ['open', 'filtered'] as const) {
      const { clock, network, attempt, started } = tryOnce(make, found)
      let settled = false
      const mark = (): void => void (settled = true)
      started.then(mark, mark)
      await clock.advance(600_000)
      assert.equal(settled, false)
      attempt.cancel()
      await rest(2)
      like(network, { dials: 1, open: 0, dialling: 0 })
    }
  },
}

const BY_CODE: Uses<MakeStrategy> = Object.fromEntries(
  CODES.map(([code, state, reason]): [string, Uses<MakeStrategy>[string]] => [
    `${code} is ${state}, ${reason}, by one dial`,
    async (make) => {
      const outcome = await outcomeOf(make, { code, syscall: 'recvmsg' })
      assert.deepEqual([outcome.state, outcome.reason], [state, reason])
    },
  ]),
)

const CANCELS: Uses<MakeStrategy> = Object.fromEntries(
  Object.entries({
    answers,
    'is silent': 'open',
    'never answers': 'filtered',
    refuses: 'closed',
  } as const).map(([peer, found]): [string, Uses<MakeStrategy>[string]] => [
    `a cancel at any moment leaves nothing open when the peer ${peer}`,
    async (make) => {
      for (const at of [0, 10, 30, 31, 60, 200]) await cancelAt(make, found, at)
    },
  ]),
)

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
async function outcomeOf(make: MakeStrategy, found: Found): Promise<Outcome> {
  const { clock, network, started } = tryOnce(make, found)
  const outcome = await clock.runUntilIdle(started)
  like(network, { dials: 1, open: 0, dialling: 0 })
  return outcome
}
