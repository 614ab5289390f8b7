import { describe, expect, test } from 'vitest'
import type { PingAnswer } from '../../../src/native/ping-desk.ts'
import { pingDiscoverer, type OpenPingWire } from '../../../src/native/ping-discoverer.ts'
import { discovererContract } from '../../../src/testing/contracts/discoverer-contract.ts'
import { discoverWorld, hostAt } from '../discover/tools.ts'

const host = hostAt('192.0.2.7')

/** Whoever is asked answers, but for those whose last octet is odd. */
function wired(more: Partial<OpenPingWire> = {}) {
  const seen = { opened: 0, closed: 0, sent: 0 }
  const incoming: PingAnswer[] = []
  const discoverer = pingDiscoverer({
    name: 'some-ping',
    openWire() {
      seen.opened++
      return {
        question: ({ address }) => ({
          key: address,
          send() {
            seen.sent++
            if (Number(address.at(-1)) % 2 === 0) incoming.push({ key: address, mac: '02:00:00:00:00:01' })
            return 0
          },
        }),
        read: (hear) => incoming.splice(0).forEach(hear),
        close: () => void seen.closed++,
        ...more,
      }
    },
    timeout: 100,
    tries: 2,
    answer: { status: 'up', reason: 'neighbour' },
    silence: { status: 'down', reason: 'no-neighbour' },
  })
  return { discoverer, seen }
}

// What a dial would fail of is nothing to it.
const cases = discovererContract(() => ({ discoverer: wired().discoverer })).filter(
  ({ name }) => !name.includes('cannot do'),
)
describe('a discoverer with sockets of its own', () => {
  for (const { name, run } of cases) test(name, run)
})

describe('pingDiscoverer', () => {
  test('an answer and silence are what they are said to be', async () => {
    const { discoverer, seen } = wired()
    const { clock, tools } = discoverWorld({})
    const found = await clock.runUntilIdle(discoverer.discover(hostAt('192.0.2.2'), tools))
    expect(found).toMatchObject({ status: 'up', reason: 'neighbour', mac: '02:00:00:00:00:01' })
    expect(found.rtt).toBeGreaterThanOrEqual(0)
    expect(await clock.runUntilIdle(discoverer.discover(host, tools))).toEqual({
      status: 'down',
      reason: 'no-neighbour',
    })
    // Nobody held it, so each opened it for itself.
    expect(seen).toEqual({ opened: 2, closed: 2, sent: 3 })
  })

  test('who cannot be asked is unknown, and this machine is up', async () => {
    const { clock, tools } = discoverWorld({})
    for (const [question, status] of [
      [undefined, 'unknown'],
      ['own', 'up'],
    ] as const) {
      const { discoverer, seen } = wired({ question: () => question })
      expect(await clock.runUntilIdle(discoverer.discover(host, tools))).toEqual({ status })
      expect(seen.sent).toBe(0)
    }
  })

  test('runs share what it holds, and the last of them closes it, once', async () => {
    const { discoverer, seen } = wired()
    const { clock, tools } = discoverWorld({})
    const [first, second] = [await discoverer.open!(), await discoverer.open!()]
    await clock.runUntilIdle(discoverer.discover(host, tools))
    await first()
    await first()
    expect(seen).toMatchObject({ opened: 1, closed: 0 })
    await second()
    expect(seen.closed).toBe(1)
    await (
      await discoverer.open!()
    )()
    expect(seen).toMatchObject({ opened: 2, closed: 2 })
  })

  test('what cannot be opened is told by a rejection', async () => {
    const discoverer = pingDiscoverer({
      name: 'some-ping',
      openWire: () => {
        throw new Error('no capability')
      },
      timeout: 1,
      tries: 1,
      answer: { status: 'up' },
      silence: { status: 'silent' },
    })
    await expect(discoverer.open!()).rejects.toThrow('no capability')
    await expect(discoverer.discover(host, discoverWorld({}).tools)).rejects.toThrow('no capability')
  })

  test('nothing is sent where the policy does not permit it', async () => {
    const { discoverer, seen } = wired()
    const { clock, tools } = discoverWorld({}, { turn: () => Promise.resolve(false) })
    expect(await clock.runUntilIdle(discoverer.discover(host, tools))).toEqual({ status: 'unknown' })
    expect(seen.sent).toBe(0)
  })
})
