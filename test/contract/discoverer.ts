import { describe, expect, test } from 'vitest'
import type { Discoverer, DiscoverTools } from '../../src/discover/discoverer.ts'
import { ratedDiscoverer } from '../../src/discover/rated-discoverer.ts'
import type { ResolvedHost } from '../../src/model/host.ts'
import { withPolicy } from '../../src/net/policy.ts'
import { createRate, withRate } from '../../src/net/rate.ts'
import { manualClock } from '../support/manual-clock.ts'
import { memoryNetwork, type Found } from '../support/memory-network.ts'
import { abortListeners } from '../support/open-handles.ts'
import { rest } from '../support/iterables.ts'

/** A discoverer under test. */
export interface DiscovererUnderTest {
  readonly discoverer: Discoverer
  /** Connections at once to one host. Default 8. */
  readonly perHost?: number
}

const host: ResolvedHost = { kind: 'address', target: 'a', address: '192.0.2.1', family: 4, ordinal: 0 }

const HOSTS: readonly (readonly [string, Found])[] = [
  ['has every port open', 'open'],
  ['refuses', 'closed'],
  ['is silent', 'filtered'],
  ['is unreachable', { code: 'EHOSTUNREACH', syscall: 'connect' }],
  ['cannot be routed to', { code: 'ENETUNREACH', syscall: 'connect', local: true }],
  ['finds no descriptor', { code: 'EMFILE', syscall: 'connect', local: true }],
  ['fails in a way nobody knows', { code: 'ENEVERHEARD' }],
]

/** What every `Discoverer` must do, ours or a stranger's. */
export function discovererContract(title: string, make: () => DiscovererUnderTest): void {
  function world(found: Found, decorate: (tools: DiscoverTools) => Partial<DiscoverTools> = () => ({})) {
    const { discoverer, perHost = 8 } = make()
    const clock = manualClock()
    const sent: number[] = []
    const network = memoryNetwork({ ports: () => (sent.push(clock.now()), found), latency: 20, clock })
    const abort = new AbortController()
    const plain = { connector: network.connector, perHost, signal: abort.signal, clock }
    const tools: DiscoverTools = { ...plain, ...decorate(plain) }
    return { discoverer, clock, network, abort, tools, sent, perHost }
  }

  describe(`${title} keeps the discoverer contract`, () => {
    test('has a name', () => {
      expect(make().discoverer.name).toMatch(/^[a-z0-9-]+$/)
    })

    test.each(HOSTS)('a status and nothing left open when the host %s', async (_what, found) => {
      const { discoverer, clock, network, abort, tools, perHost } = world(found)
      const { status } = await clock.runUntilIdle(discoverer.discover(host, tools))
      expect(['up', 'down', 'silent', 'unknown']).toContain(status)
      await rest(2)
      expect(network).toMatchObject({ open: 0, dialling: 0 })
      expect(network.most).toBeLessThanOrEqual(perHost)
      expect(abortListeners(abort.signal)).toBe(0)
    })

    test.each([
      ['cannot be routed to', { code: 'ENETUNREACH', local: true }],
      ['finds no descriptor', { code: 'EMFILE', local: true }],
      ['is not permitted', { code: 'ERR_POLICY', local: true }],
    ])('what this machine cannot do is never the host’s silence: %s', async (_what, found) => {
      const { discoverer, clock, tools } = world(found)
      expect(await clock.runUntilIdle(discoverer.discover(host, tools))).toEqual({ status: 'unknown' })
    })

    test.each(HOSTS)('an abort at any moment leaves nothing open when the host %s', async (_what, found) => {
      for (const at of [0, 10, 20, 21, 500, 1_500]) {
        const { discoverer, clock, network, abort, tools, sent } = world(found)
        const settled = discoverer.discover(host, tools).catch((error: unknown) => error)
        await clock.advance(at)
        abort.abort(new Error('enough'))
        await clock.runUntilIdle(settled)
        await rest(2)
        const before = sent.length
        await clock.advance(60_000)
        expect(sent).toHaveLength(before)
        expect(network).toMatchObject({ open: 0, dialling: 0 })
        expect(abortListeners(abort.signal)).toBe(0)
      }
    })

    test('sends nothing that the policy does not permit', async () => {
      const { discoverer, clock, tools, sent } = world('open', ({ connector }) => ({
        connector: withPolicy(connector, (address) => address !== host.address),
      }))
      expect(await clock.runUntilIdle(discoverer.discover(host, tools))).toEqual({ status: 'unknown' })
      expect(sent).toEqual([])
    })

    test('keeps to the rate, over all hosts', async () => {
      const rates = { perSecond: 10 }
      const { discoverer, clock, tools, sent } = world('filtered', ({ connector, clock }) => ({
        connector: withRate(connector, createRate({ ...rates, clock }), clock),
      }))
      const hosts = Array.from({ length: 8 }, (_, at) => ({ ...host, address: `192.0.2.${String(at)}` }))
      await clock.runUntilIdle(Promise.all(hosts.map((one) => discoverer.discover(one, tools))))
      for (let at = 11; at < sent.length; at++) expect(sent[at]! - sent[at - 11]!).toBeGreaterThanOrEqual(990)
    })

    test('is asked no faster than the rate, by whatever it sends', async () => {
      const { discoverer, clock, tools } = world('open')
      const asked: number[] = []
      const counted: Discoverer = {
        name: discoverer.name,
        discover: (one, given) => (asked.push(clock.now()), discoverer.discover(one, given)),
      }
      const rated = ratedDiscoverer(counted, createRate({ perSecond: 10, clock }))
      await clock.runUntilIdle(Promise.all(Array.from({ length: 5 }, () => rated.discover(host, tools))))
      expect(asked).toEqual([0, 100, 200, 300, 400])
    })
  })
}
