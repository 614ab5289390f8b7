import assert from 'node:assert/strict'
import { createRate, withPolicy, withRate } from 'portscan-core'
import type { DiscoverTools, Discoverer, ResolvedHost } from 'portscan-core'
import { manualClock } from '../manual-clock.ts'
import { memoryNetwork, type Found } from '../memory-network.ts'
import { casesOf, like, type ContractCase, type Uses } from './contract-case.ts'
import { abortListeners, rest } from './event-loop.ts'

/** A discoverer under test. */
export interface DiscovererUnderTest {
  readonly discoverer: Discoverer
  /** Connections at once to one host. Default 8. */
  readonly perHost?: number
}

/**
 * What every `Discoverer` that sends by the connector it is given must do, ours or a stranger's. One that sends by other
 * means keeps to `turn`.
 *
 * @example
 * for (const { name, run } of discovererContract(() => ({ discoverer: myDiscoverer() }))) test(name, run)
 */
export function discovererContract(
  make: () => Promise<DiscovererUnderTest> | DiscovererUnderTest,
): ContractCase[] {
  return casesOf({ ...USES, ...EACH_HOST, ...NOT_ITS_SILENCE }, make)
}

const host: ResolvedHost = { kind: 'address', target: 'a', address: '192.0.2.1', family: 4, ordinal: 0 }

const HOSTS: Readonly<Record<string, Found>> = {
  'has every port open': 'open',
  refuses: 'closed',
  'is silent': 'filtered',
  'is unreachable': { code: 'EHOSTUNREACH', syscall: 'connect' },
  'cannot be routed to': { code: 'ENETUNREACH', syscall: 'connect', local: true },
  'finds no descriptor': { code: 'EMFILE', syscall: 'connect', local: true },
  'fails in a way nobody knows': { code: 'ENEVERHEARD' },
}

const USES: Uses<DiscovererUnderTest> = {
  'has a name'({ discoverer }) {
    assert.match(discoverer.name, /^[a-z0-9-]+$/)
  },

  async 'sends nothing that the policy does not permit'(under) {
    const { clock, discover, sent } = world(under, 'open', ({ connector }) => ({
      connector: withPolicy(connector, (address) => address !== host.address),
      turn: (address) => Promise.resolve(address !== host.address),
    }))
    assert.deepEqual(await clock.runUntilIdle(discover(host)), { status: 'unknown' })
    assert.deepEqual(sent, [])
  },

  async 'keeps to the rate, over all hosts'(under) {
    const { clock, discover, sent } = world(under, 'filtered', ({ connector, clock, turn }) => {
      const rate = createRate({ perSecond: 10, clock })
      return {
        connector: withRate(connector, rate, clock),
        async turn(address) {
          await new Promise<void>((resolve) => clock.after(rate.reserve(address), resolve))
          return turn(address)
        },
      }
    })
    const hosts = Array.from({ length: 8 }, (_, at) => ({ ...host, address: `192.0.2.${String(at)}` }))
    await clock.runUntilIdle(Promise.all(hosts.map(discover)))
    for (let at = 11; at < sent.length; at++) assert.ok(sent[at]! - sent[at - 11]! >= 990)
  },
}

const EACH_HOST: Uses<DiscovererUnderTest> = Object.fromEntries(
  Object.entries(HOSTS).flatMap(([what, found]): [string, Uses<DiscovererUnderTest>[string]][] => [
    [`a status and nothing left open when the host ${what}`, (under) => settles(under, found)],
    [
      `an abort at any moment leaves nothing open when the host ${what}`,
      async (under) => {
        for (const at of [0, 10, 20, 21, 500, 1_500]) await abortAt(under, found, at)
      },
    ],
  ]),
)

const NOT_ITS_SILENCE: Uses<DiscovererUnderTest> = Object.fromEntries(
  ['ENETUNREACH', 'EMFILE', 'ERR_POLICY'].map((code) => [
    `what this machine cannot do is never the host’s silence: ${code}`,
    async (under: DiscovererUnderTest) => {
      const { clock, discover } = world(under, { code, local: true })
      assert.deepEqual(await clock.runUntilIdle(discover(host)), { status: 'unknown' })
    },
  ]),
)

async function settles(under: DiscovererUnderTest, found: Found): Promise<void> {
  const { clock, network, abort, discover, tools } = world(under, found)
  const { status } = await clock.runUntilIdle(discover(host))
  assert.ok(['up', 'down', 'silent', 'unknown'].includes(status), status)
  await rest(2)
  like(network, { open: 0, dialling: 0 })
  assert.ok(network.most <= tools.perHost)
  assert.equal(abortListeners(abort.signal), 0)
}

async function abortAt(under: DiscovererUnderTest, found: Found, at: number): Promise<void> {
  const { clock, network, abort, discover, sent } = world(under, found)
  const settled = discover(host).catch((error: unknown) => error)
  await clock.advance(at)
  abort.abort(new Error('enough'))
  await clock.runUntilIdle(settled)
  await rest(2)
  const before = sent.length
  await clock.advance(60_000)
  assert.equal(sent.length, before)
  like(network, { open: 0, dialling: 0 })
  assert.equal(abortListeners(abort.signal), 0)
}

function world(
  { discoverer, perHost = 8 }: DiscovererUnderTest,
  found: Found,
  decorate: (tools: DiscoverTools) => Partial<DiscoverTools> = () => ({}),
) {
  const clock = manualClock()
  const sent: number[] = []
  const ports = (): Found => {
    sent.push(clock.now())
    return found
  }
  const network = memoryNetwork({ ports, latency: 20, clock })
  const abort = new AbortController()
  const turn = (): Promise<boolean> => {
    if (!abort.signal.aborted) sent.push(clock.now())
    return Promise.resolve(!abort.signal.aborted)
  }
  const plain = { connector: network.connector, turn, perHost, signal: abort.signal, clock }
  const tools: DiscoverTools = { ...plain, ...decorate(plain) }
  const discover = (one: ResolvedHost) => discoverer.discover(one, tools)
  return { clock, network, abort, tools, sent, discover }
}
