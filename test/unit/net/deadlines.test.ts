import { describe, expect, test } from 'vitest'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import type { Connection, Connector, DialFailure } from '../../../src/net/connection.ts'
import { withDeadlines } from '../../../src/net/deadlines.ts'
import { systemClock } from '../../../src/model/clock.ts'
import { manualClock } from '../../../src/testing/manual-clock.ts'
import { memoryNetwork } from '../../../src/testing/memory-network.ts'
import { connectorContract } from '../../../src/testing/contracts/connector-contract.ts'
import { abortListeners } from '../../support/open-handles.ts'
import { memoryWorld } from '../../support/memory-world.ts'
import { contractTests } from '../../support/contract-tests.ts'

contractTests(
  'a connector held to its deadlines',
  connectorContract(() => memoryWorld((dial) => withDeadlines(dial, systemClock), 3)),
)

const endpoint: Endpoint = { address: '192.0.2.1', family: 4, port: 1, transport: 'tcp' }
const silence: Connector = () => new Promise(() => {})

const codeOf = (dial: Promise<Connection>): Promise<string> =>
  dial.then(
    () => 'open',
    (failure: unknown) => (failure as DialFailure).code,
  )

describe('withDeadlines over a connector that forgets', () => {
  test('its time-out: the dial fails all the same', async () => {
    const clock = manualClock()
    const dial = withDeadlines(silence, clock)(endpoint, { timeout: 500 })
    expect(await clock.runUntilIdle(codeOf(dial))).toBe('ETIMEDOUT')
    expect(clock.now()).toBe(600)
    expect(clock.waiting).toBe(0)
  })

  test('a cancel, by the hook or by the signal', async () => {
    const clock = manualClock()
    let cancel = (): void => {}
    const hooked = withDeadlines(silence, clock)(endpoint, {
      timeout: 500,
      onCancel: (hook) => (cancel = hook),
    })
    cancel()
    expect(await codeOf(hooked)).toBe('ECANCELED')
    const abort = new AbortController()
    const signalled = withDeadlines(silence, clock)(endpoint, { timeout: 500, signal: abort.signal })
    abort.abort()
    expect(await codeOf(signalled)).toBe('ECANCELED')
    expect([clock.waiting, abortListeners(abort.signal)]).toEqual([0, 0])
  })

  test('that it was called off: what it opens later is closed', async () => {
    const clock = manualClock()
    const network = memoryNetwork({ ports: () => 'open', latency: 20, clock })
    const deaf: Connector = (to) => network.connector(to, {})
    let cancel = (): void => {}
    const dial = withDeadlines(deaf, clock)(endpoint, { onCancel: (hook) => (cancel = hook) })
    cancel()
    expect(await codeOf(dial)).toBe('ECANCELED')
    await clock.advance(30)
    expect(network).toMatchObject({ dials: 1, open: 0, dialling: 0 })
  })

  test('the deadline of a read, and its close', async () => {
    const clock = manualClock()
    const network = memoryNetwork({ ports: () => 'open', clock })
    const mute: Connector = async (to, options) => ({
      ...(await network.connector(to, options)),
      read: () => new Promise(() => {}),
    })
    const connection = await withDeadlines(mute, clock)(endpoint, {})
    const late = await clock.runUntilIdle(connection.read({ timeout: 500 }))
    expect([late.end, late.bytes.length, clock.now()]).toEqual(['silence', 0, 600])
    const reading = connection.read({ timeout: 500 })
    connection.close()
    expect(await clock.runUntilIdle(reading)).toMatchObject({ end: 'close' })
    expect([clock.now(), clock.waiting, network.open]).toEqual([600, 0, 0])
  })

  test('to be asynchronous: what it throws is a rejection, and no timer stays', async () => {
    const clock = manualClock()
    const { signal } = new AbortController()
    const error = new Error('no connector')
    const broken: Connector = () => {
      throw error
    }
    await expect(withDeadlines(broken, clock)(endpoint, { timeout: 500, signal })).rejects.toBe(error)
    expect([clock.waiting, abortListeners(signal)]).toEqual([0, 0])
  })
})
