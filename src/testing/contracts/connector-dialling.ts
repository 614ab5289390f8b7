import assert from 'node:assert/strict'
import type { DialFailure, DialOptions, Endpoint } from 'portscan-core'
import * as script from '../peer-script.ts'
import { codeOf, LONG, type ConnectorUnderTest, type ConnectorUse } from './connector-world.ts'
import { rejectionOf } from './contract-case.ts'
import { abortListeners, rest } from './event-loop.ts'

/** Moments in the course of a dial: at once, some microtasks in, some turns of the event loop in. */
const MOMENTS: readonly (() => Promise<void> | undefined)[] = [
  () => undefined,
  ...[0, 1, 2, 3, 4, 5, 6, 8].map((ticks) => async () => {
    for (let tick = 0; tick < ticks; tick++) await Promise.resolve()
  }),
  ...[1, 2, 3, 4, 6].map((turns) => () => rest(turns)),
]

/** What a connector does until the handshake. */
export const dialling: Readonly<Record<string, ConnectorUse>> = {
  async 'resolves at the handshake'({ connector, serve }) {
    const endpoint = await serve(script.silent)
    const connection = await connector(endpoint, { timeout: LONG })
    assert.deepEqual(connection.endpoint, endpoint)
    assert.ok(connection.rtt >= 0 && connection.rtt < LONG)
    connection.close()
  },

  async 'a refusal is data: its code, and no Error'({ connector, closed }) {
    const failure = (await rejectionOf(connector(closed, { timeout: LONG }))) as DialFailure
    assert.equal(failure.code, 'ECONNREFUSED')
    assert.equal(failure instanceof Error, false)
    assert.equal(failure.local ?? false, false)
  },

  async 'a cancel by the hook at any moment leaves nothing open'(under) {
    const { serve, closed } = under
    for (const endpoint of [await serve(script.silent), await serve(script.greets('hello')), closed])
      for (const wait of MOMENTS) await cancelAfter(under, endpoint, wait)
  },

  async 'a cancel after the handshake ends the read that waits'({ connector, serve }) {
    for (const before of [true, false]) {
      let cancel = (): void => {}
      const connection = await connector(await serve(script.silent), { onCancel: (hook) => (cancel = hook) })
      if (before) cancel()
      const reading = connection.read({ timeout: LONG })
      await rest()
      if (!before) cancel()
      assert.ok((await reading).rtt < LONG / 2)
    }
  },

  async 'a try that is over when the hook is left lets no conversation stay'({ connector, serve }) {
    await connector(await serve(script.greets('hello')), { onCancel: (hook) => hook() }).catch(() => {})
    // A dial that goes on all the same arrives by then.
    await rest(20)
  },

  async 'a signal that has fired lets no dial begin'(under) {
    const endpoint = await under.serve(script.silent)
    assert.equal(await codeOf(under.connector(endpoint, { signal: AbortSignal.abort() })), 'ECANCELED')
    await rest(3)
    assert.equal(under.opened, 0)
  },

  async 'no listener stays on the signal after an answer, and a later abort harms nobody'(under) {
    const { connector, serve, closed } = under
    const abort = new AbortController()
    const options: DialOptions = { signal: abort.signal, timeout: LONG }
    const connection = await connector(await serve(script.silent), options)
    await codeOf(connector(closed, options))
    assert.equal(abortListeners(abort.signal), 0)
    abort.abort()
    connection.close()
  },
}

/** What it does where nobody answers. */
export const diallingSilence: Readonly<Record<string, ConnectorUse>> = {
  async 'gives up with ETIMEDOUT'({ connector, silent }) {
    const started = performance.now()
    assert.equal(await codeOf(connector(silent, { timeout: 80 })), 'ETIMEDOUT')
    assert.ok(performance.now() - started > 70)
  },

  async 'a cancel by the hook ends a dial at once'({ connector, silent }) {
    let cancel = (): void => {}
    const dial = connector(silent, { onCancel: (hook) => (cancel = hook) })
    await rest(2)
    cancel()
    assert.equal(await codeOf(dial), 'ECANCELED')
    cancel()
  },

  async 'a signal ends a dial, and no listener stays on it'({ connector, silent }) {
    const abort = new AbortController()
    const dial = connector(silent, { signal: abort.signal })
    await rest(2)
    abort.abort()
    assert.equal(await codeOf(dial), 'ECANCELED')
    assert.equal(abortListeners(abort.signal), 0)
  },
}

async function cancelAfter(
  { connector, quiet }: ConnectorUnderTest,
  endpoint: Endpoint,
  wait: () => Promise<void> | undefined,
): Promise<void> {
  let cancel = (): void => {}
  const settled = connector(endpoint, { onCancel: (hook) => (cancel = hook) }).catch(() => {})
  const waiting = wait()
  if (waiting !== undefined) await waiting
  cancel()
  await settled
  await quiet()
}
