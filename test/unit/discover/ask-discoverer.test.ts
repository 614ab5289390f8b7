import { describe, expect, test } from 'vitest'
import { askDiscoverer } from '../../../src/discover/ask-discoverer.ts'
import type { Discoverer, DiscoverTools, Discovery } from '../../../src/discover/discoverer.ts'
import { dialPort } from '../../../src/discover/dial-port.ts'
import { tcpPing } from '../../../src/discover/tcp-ping.ts'
import { discovererContract } from '../../../src/testing/contracts/discoverer-contract.ts'
import { contractTests } from '../../support/contract-tests.ts'
import { rest } from '../../support/iterables.ts'
import { abortListeners } from '../../support/open-handles.ts'
import { discoverWorld, hostAt } from './tools.ts'

const host = hostAt('192.0.2.1')
const own = (discover: Discoverer['discover']): Discoverer => ({ name: 'own', discover })
const never = new Promise<Discovery>(() => {})

contractTests(
  'a discoverer that is waited for',
  discovererContract(() => ({
    discoverer: {
      name: 'tcp-ping',
      discover: async (one, tools) =>
        (await askDiscoverer(tcpPing(), one, tools, 60_000)) ?? { status: 'unknown' },
    },
  })),
)

describe('askDiscoverer', () => {
  test('gives what it says, and leaves no timer or listener', async () => {
    const { clock, tools, abort } = discoverWorld(() => 'closed')
    const found = await clock.runUntilIdle(askDiscoverer(tcpPing(), host, tools, 60_000))
    expect(found).toMatchObject({ status: 'up', reason: 'conn-refused' })
    expect([clock.waiting, abortListeners(abort.signal)]).toEqual([0, 0])
  })

  test('one that never settles is left when its patience is used up, and told so', async () => {
    const { clock, tools, abort } = discoverWorld({})
    let signal: AbortSignal | undefined
    const stuck = own((_, given) => {
      signal = given.signal
      return never
    })
    const asked = askDiscoverer(stuck, host, tools, 1_000)
    await clock.advance(999)
    expect(signal!.aborted).toBe(false)
    expect(await clock.runUntilIdle(asked)).toBeUndefined()
    expect([clock.now(), signal!.aborted]).toEqual([1_000, true])
    expect([clock.waiting, abortListeners(abort.signal), abort.signal.aborted]).toEqual([0, 0, false])
  })

  test('the time of its dials is not counted, that between them is', async () => {
    const { clock, tools } = discoverWorld(() => 'closed')
    const slow = own(async (one, given: DiscoverTools) => {
      for (let dial = 0; dial < 4; dial++) {
        await dialPort(one, 80, 900, given)
        await new Promise<void>((resolve) => given.clock.after(300, resolve))
      }
      return { status: 'silent' }
    })
    const all = askDiscoverer(slow, host, tools, 1_210)
    expect(await clock.runUntilIdle(all)).toEqual({ status: 'silent' })
    const began = clock.now()
    expect(began).toBe(4 * (30 + 300))
    expect(await clock.runUntilIdle(askDiscoverer(slow, host, tools, 1_000))).toBeUndefined()
    expect(clock.now() - began).toBe(4 * 30 + 1_000)
  })

  test('one that dials without end is left', async () => {
    const { clock, tools, network } = discoverWorld(() => 'closed')
    const endless = own(async (one, given) => {
      while (!given.signal.aborted) await dialPort(one, 80, 100, given)
      return { status: 'silent' }
    })
    expect(await clock.runUntilIdle(askDiscoverer(endless, host, tools, 1_000))).toBeUndefined()
    expect(network.dials).toBeLessThanOrEqual(10_001)
    expect(network).toMatchObject({ open: 0, dialling: 0 })
  })

  test('an abort does not wait for one who does not heed it; what it throws later concerns nobody', async () => {
    const { clock, tools, abort } = discoverWorld({})
    let fail = (_: Error): void => {}
    const deaf = own(() => new Promise((_, reject) => (fail = reject)))
    const asked = askDiscoverer(deaf, host, tools, 1_000)
    abort.abort(new Error('enough'))
    expect(await asked).toBeUndefined()
    fail(new Error('too late'))
    await rest(2)
    expect([clock.waiting, abortListeners(abort.signal)]).toEqual([0, 0])
  })

  test('what it throws, at once or later, is thrown', async () => {
    const { tools, clock, abort } = discoverWorld({})
    const failure = new Error('a mistake of its own')
    const later = own(() => Promise.reject(failure))
    const atOnce = own(() => {
      throw failure
    })
    for (const broken of [later, atOnce])
      await expect(askDiscoverer(broken, host, tools, 1_000)).rejects.toBe(failure)
    expect([clock.waiting, abortListeners(abort.signal)]).toEqual([0, 0])
  })
})
