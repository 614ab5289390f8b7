import { expect, test } from 'vitest'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import type { DialFailure } from '../../../src/net/connection.ts'
import { outcomeOf } from '../../../src/net/outcome.ts'
import { udpConnector } from '../../../src/net/udp-connector.ts'
import { rest } from '../../support/iterables.ts'
import { abortListeners, backTo, openHandles } from '../../support/open-handles.ts'
import { answering, udpPeer } from '../../support/udp-peer.ts'

const at = (port: number, more: Partial<Endpoint> = {}): Endpoint => ({
  address: '127.0.0.1',
  family: 4,
  port,
  transport: 'udp',
  ...more,
})

async function failure(endpoint: Endpoint, localAddress?: string): Promise<DialFailure> {
  const connector = udpConnector(localAddress === undefined ? {} : { localAddress })
  return connector(endpoint, {}).then(
    () => expect.unreachable('dialled'),
    (reason: unknown) => reason as DialFailure,
  )
}

test.each(['udp4', 'udp6'] as const)('a question and its answer over %s', async (type) => {
  const before = openHandles()
  const port = await udpPeer(answering('yes'), type)
  const endpoint = type === 'udp6' ? at(port, { address: '::1', family: 6 }) : at(port)
  const connection = await udpConnector()(endpoint, { timeout: 1_000 })
  expect(connection.endpoint).toBe(endpoint)
  connection.write(Buffer.from('is it you?'))
  const received = await connection.read({ timeout: 2_000 })
  expect([Buffer.from(received.bytes).toString(), received.end]).toEqual(['yes', 'data'])
  connection.close()
  expect(before).toBeDefined()
})

test('what this machine cannot do is its own fault, and never a state of the port', async () => {
  const before = openHandles()
  const notOurs = await failure(at(53), '192.0.2.1')
  expect(notOurs).toMatchObject({ code: 'EADDRNOTAVAIL', local: true, syscall: 'bind' })
  expect(outcomeOf(notOurs, 'udp')).toMatchObject({ state: 'none', reason: 'no-route' })
  const broadcast = await failure(at(53, { address: '255.255.255.255' }))
  expect(broadcast.local).toBe(true)
  await backTo(before)
})

test('a cancel at any moment closes the socket, and ends the read that waits', async () => {
  const port = await udpPeer(() => {})
  const before = openHandles()
  for (const turns of [-1, 0, 1, 2, 3, 5]) {
    let cancel = (): void => {}
    const dialled = udpConnector()(at(port), { onCancel: (hook) => (cancel = hook) }).then(
      (connection) => connection.read({ timeout: 5_000 }),
      (reason: unknown) => reason as DialFailure,
    )
    if (turns >= 0) await rest(turns)
    cancel()
    cancel()
    const ended = await dialled
    expect('code' in ended ? ended.code : ended.end).toMatch(/ECANCELED|close/)
  }
  await backTo(before)
})

test('a cancel that was there first dials nothing', async () => {
  const before = openHandles()
  const dialled = udpConnector()(at(9), { onCancel: (cancel) => cancel() })
  await expect(dialled).rejects.toMatchObject({ code: 'ECANCELED', local: true })
  await backTo(before)
})

test('the signal ends a dial, with its reason, and no listener stays on it', async () => {
  const before = openHandles()
  const reason = new Error('enough')
  const aborted = udpConnector()(at(9), { signal: AbortSignal.abort(reason) })
  await expect(aborted).rejects.toMatchObject({ code: 'ECANCELED', cause: reason })
  const abort = new AbortController()
  const dialled = udpConnector()(at(9), { signal: abort.signal })
  abort.abort(reason)
  await expect(dialled).rejects.toMatchObject({ code: 'ECANCELED', cause: reason })
  expect(abortListeners(abort.signal)).toBe(0)
  await backTo(before)
})

test('never takes itself for the peer', { timeout: 60_000 }, async () => {
  // Of the ports that the system draws from, sooner or later one is drawn that is asked for: one dial in 28,000.
  let own = 0
  for (let round = 0; round < 40_000 && own === 0; round++) {
    const port = 32_768 + ((round * 7) % 28_000)
    const batch = Array.from({ length: 8 }, (_, next) => at(port + next))
    await Promise.all(
      batch.map(async (endpoint) => {
        try {
          const connection = await udpConnector()(endpoint, {})
          connection.write(Buffer.from('me?'))
          connection.close()
        } catch (reason) {
          if ((reason as DialFailure).code === 'ESELFCONNECT') own++
          else throw reason
        }
      }),
    )
  }
  expect(own).toBeGreaterThan(0)
  expect(outcomeOf({ code: 'ESELFCONNECT', syscall: 'connect' }, 'udp')).toMatchObject({
    state: 'none',
    reason: 'self-connect',
  })
})
