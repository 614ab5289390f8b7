import { describe, expect, test, type TestContext } from 'vitest'
import type { Endpoint } from '../../src/model/endpoint.ts'
import type { Connection, Connector, DialFailure, DialOptions } from '../../src/net/connection.ts'
import { rest } from '../support/iterables.ts'
import { abortListeners } from '../support/open-handles.ts'
import * as script from '../support/peer-script.ts'
import type { PeerScript } from '../support/peer-script.ts'

/** A connector under test, and the world that it dials into. */
export interface ConnectorUnderTest {
  readonly connector: Connector
  /** An endpoint whose peer does what the script says. */
  serve(script: PeerScript): Promise<Endpoint> | Endpoint
  /** An endpoint on which nobody listens. */
  readonly closed: Endpoint
  /** An endpoint that never answers, where there can be one. */
  readonly silent: Endpoint | undefined
  /** Conversations that were opened so far, as the far end saw it. */
  readonly opened: number
  /** Resolves once no conversation is open, rejects after a while. */
  quiet(): Promise<void>
  close(): Promise<void> | void
}

const LONG = 5_000
const never = (): boolean => false

/** Moments in the course of a dial: at once, some microtasks in, some turns of the event loop in. */
const MOMENTS: readonly (() => Promise<void> | undefined)[] = [
  () => undefined,
  ...[0, 1, 2, 3, 4, 5, 6, 8].map((ticks) => async () => {
    for (let tick = 0; tick < ticks; tick++) await Promise.resolve()
  }),
  ...[1, 2, 3, 4, 6].map((turns) => () => rest(turns)),
]

/** What every `Connector` must do, ours or a stranger's. */
export function connectorContract(
  title: string,
  make: () => Promise<ConnectorUnderTest> | ConnectorUnderTest,
): void {
  /** Runs with a fresh world; afterwards nothing may be open. */
  const run =
    (use: (under: ConnectorUnderTest, context: TestContext) => Promise<void>) =>
    async (context: TestContext): Promise<void> => {
      const under = await make()
      try {
        await use(under, context)
        await under.quiet()
      } finally {
        await under.close()
      }
    }

  /** The same with a conversation that is open, and closed afterwards. */
  const talk = (peer: PeerScript, use: (connection: Connection) => Promise<void>) =>
    run(async ({ connector, serve }) => {
      const connection = await connector(await serve(peer), { timeout: LONG })
      try {
        await use(connection)
      } finally {
        connection.close()
      }
    })

  describe(`${title} keeps the connector contract: dialling`, () => {
    test(
      'resolves at the handshake',
      run(async ({ connector, serve }) => {
        const endpoint = await serve(script.silent)
        const connection = await connector(endpoint, { timeout: LONG })
        expect(connection.endpoint).toEqual(endpoint)
        expect(connection.rtt).toBeGreaterThanOrEqual(0)
        expect(connection.rtt).toBeLessThan(LONG)
        connection.close()
      }),
    )

    test(
      'a refusal is data: its code, and no Error',
      run(async ({ connector, closed }) => {
        const failure = await failureOf(connector(closed, { timeout: LONG }))
        expect(failure).toMatchObject({ code: 'ECONNREFUSED' })
        expect(failure).not.toBeInstanceOf(Error)
        expect(failure.local ?? false).toBe(false)
      }),
    )

    test(
      'gives up with ETIMEDOUT',
      run(async ({ connector, silent }, context) => {
        if (silent === undefined) return context.skip('this system answers where silence is needed')
        const started = performance.now()
        const failure = await failureOf(connector(silent, { timeout: 80 }))
        expect(failure.code).toBe('ETIMEDOUT')
        expect(performance.now() - started).toBeGreaterThan(70)
      }),
    )

    test(
      'a cancel by the hook ends a dial at once',
      run(async ({ connector, silent }, context) => {
        if (silent === undefined) return context.skip('this system answers where silence is needed')
        let cancel = (): void => {}
        const dial = connector(silent, { onCancel: (hook) => (cancel = hook) })
        await rest(2)
        cancel()
        expect((await failureOf(dial)).code).toBe('ECANCELED')
        cancel()
      }),
    )

    test(
      'a cancel by the hook at any moment leaves nothing open',
      run(async ({ connector, serve, closed, quiet }) => {
        for (const endpoint of [await serve(script.silent), await serve(script.greets('hello')), closed]) {
          for (const wait of MOMENTS) {
            let cancel = (): void => {}
            const settled = connector(endpoint, { onCancel: (hook) => (cancel = hook) }).catch(() => {})
            const waiting = wait()
            if (waiting !== undefined) await waiting
            cancel()
            await settled
            await quiet()
          }
        }
      }),
    )

    test(
      'a cancel after the handshake ends the read that waits',
      run(async ({ connector, serve }) => {
        for (const before of [true, false]) {
          let cancel = (): void => {}
          const connection = await connector(await serve(script.silent), {
            onCancel: (hook) => (cancel = hook),
          })
          if (before) cancel()
          const reading = connection.read({ timeout: LONG })
          await rest()
          if (!before) cancel()
          expect((await reading).rtt).toBeLessThan(LONG / 2)
        }
      }),
    )

    test(
      'a try that is over when the hook is left lets no conversation stay',
      run(async ({ connector, serve }) => {
        await connector(await serve(script.greets('hello')), { onCancel: (hook) => hook() }).catch(() => {})
      }),
    )

    test(
      'a signal that has fired lets no dial begin',
      run(async (under) => {
        const endpoint = await under.serve(script.silent)
        const failure = await failureOf(under.connector(endpoint, { signal: AbortSignal.abort() }))
        expect(failure.code).toBe('ECANCELED')
        await rest(3)
        expect(under.opened).toBe(0)
      }),
    )

    test(
      'a signal ends a dial, and no listener stays on it',
      run(async ({ connector, silent }, context) => {
        if (silent === undefined) return context.skip('this system answers where silence is needed')
        const abort = new AbortController()
        const dial = connector(silent, { signal: abort.signal })
        await rest(2)
        abort.abort()
        expect((await failureOf(dial)).code).toBe('ECANCELED')
        expect(abortListeners(abort.signal)).toBe(0)
      }),
    )

    test(
      'no listener stays on the signal after an answer, and a later abort harms nobody',
      run(async ({ connector, serve, closed }) => {
        const abort = new AbortController()
        const options: DialOptions = { signal: abort.signal, timeout: LONG }
        const connection = await connector(await serve(script.silent), options)
        await failureOf(connector(closed, options))
        expect(abortListeners(abort.signal)).toBe(0)
        abort.abort()
        connection.close()
      }),
    )
  })

  describe(`${title} keeps the connector contract: reading`, () => {
    test(
      'the first chunk is enough',
      talk(script.greets('220 ready\r\n'), async (connection) => {
        const got = await connection.read({ timeout: LONG })
        expect(got).toMatchObject({ truncated: false, end: 'data' })
        expect(text(got.bytes)).toBe('220 ready\r\n')
        expect(got.rtt).toBeLessThan(LONG)
      }),
    )

    test(
      'reads on until it is enough, asked with all bytes of this read',
      talk(script.greets('one ', script.later(15, script.greets('two '))), async (connection) => {
        const asked: string[] = []
        const enough = (bytes: Uint8Array): boolean => {
          asked.push(text(bytes))
          return text(bytes).includes('two')
        }
        const got = await connection.read({ timeout: LONG, enough })
        expect([text(got.bytes), got.end]).toEqual(['one two ', 'data'])
        expect(asked.at(-1)).toBe('one two ')
      }),
    )

    test(
      'silence ends at the deadline',
      talk(script.silent, async (connection) => {
        const started = performance.now()
        const got = await connection.read({ timeout: 50 })
        expect(got).toMatchObject({ end: 'silence', truncated: false })
        expect(got.bytes).toHaveLength(0)
        expect(got.rtt).toBeGreaterThan(40)
        expect(performance.now() - started).toBeGreaterThan(40)
      }),
    )

    test(
      'data does not put the deadline off',
      talk(script.drips(5), async (connection) => {
        const started = performance.now()
        const got = await connection.read({ timeout: 80, enough: never })
        expect(got.end).toBe('silence')
        expect(got.bytes.length).toBeGreaterThan(0)
        expect(performance.now() - started).toBeLessThan(1_500)
      }),
    )

    test(
      'what comes between two reads waits for the second',
      talk(script.greets('one', script.later(30, script.greets('two'))), async (connection) => {
        expect(text((await connection.read({ timeout: LONG })).bytes)).toBe('one')
        await new Promise((later) => setTimeout(later, 80))
        expect(text((await connection.read({ timeout: LONG })).bytes)).toBe('two')
      }),
    )

    test(
      'keeps no more than it is told, and says so',
      talk(script.greets('0123456789', script.closes), async (connection) => {
        const got = await connection.read({ timeout: LONG, keep: 4, enough: never })
        expect(got).toMatchObject({ truncated: true, end: 'close' })
        expect(text(got.bytes)).toBe('0123')
      }),
    )

    test(
      'exactly as many bytes as may be kept are not truncated',
      talk(script.greets('0123', script.closes), async (connection) => {
        const got = await connection.read({ timeout: LONG, keep: 4, enough: never })
        expect(got).toMatchObject({ truncated: false, end: 'close' })
      }),
    )

    test(
      'a flood ends with `full`: 16 KiB kept, 64 KiB read in all, and so do all further reads',
      talk(script.floods(), async (connection) => {
        const got = await connection.read({ timeout: LONG, enough: never })
        expect(got).toMatchObject({ truncated: true, end: 'full' })
        expect(got.bytes).toHaveLength(16_384)
        const further = await connection.read({ timeout: LONG })
        expect(further).toMatchObject({ truncated: false, end: 'full' })
        expect(further.bytes).toHaveLength(0)
      }),
    )

    test(
      'a peer that closes: what it said, then `close`, again and again',
      talk(script.greets('bye', script.closes), async (connection) => {
        const got = await connection.read({ timeout: LONG, enough: never })
        expect([text(got.bytes), got.end]).toEqual(['bye', 'close'])
        for (let again = 0; again < 2; again++) {
          const further = await connection.read({ timeout: LONG })
          expect(further).toMatchObject({ end: 'close', truncated: false })
          expect(further.bytes).toHaveLength(0)
        }
      }),
    )

    test(
      'a peer that half-closes and stays ends the read',
      talk(script.halfCloses, async (connection) => {
        expect((await connection.read({ timeout: LONG })).end).toBe('close')
      }),
    )

    test(
      'a peer that resets ends the read with `reset`',
      talk(script.later(20, script.resets), async (connection) => {
        expect(await connection.read({ timeout: LONG })).toMatchObject({ end: 'reset', truncated: false })
        expect((await connection.read({ timeout: LONG })).end).toBe('reset')
      }),
    )

    test(
      'a reset in mid banner keeps the bytes so far',
      talk(script.greets('half a ban', script.later(20, script.resets)), async (connection) => {
        const got = await connection.read({ timeout: LONG, enough: never })
        expect([text(got.bytes), got.end]).toEqual(['half a ban', 'reset'])
      }),
    )
  })

  describe(`${title} keeps the connector contract: writing and closing`, () => {
    test(
      'what is written is heard, and the answer read',
      talk(
        script.answers((heard) => `you said ${text(heard)}`),
        async (connection) => {
          for (const word of ['hello', 'again']) {
            connection.write(Buffer.from(word))
            expect(text((await connection.read({ timeout: LONG })).bytes)).toBe(`you said ${word}`)
          }
        },
      ),
    )

    test(
      'a peer that never reads is noticed by the deadline',
      talk(script.readsNothing, async (connection) => {
        connection.write(new Uint8Array(4_000_000))
        expect((await connection.read({ timeout: 50 })).end).toBe('silence')
      }),
    )

    test(
      'writing to a peer that has gone throws nothing',
      talk(script.later(20, script.resets), async (connection) => {
        await connection.read({ timeout: LONG })
        connection.write(Buffer.from('anybody?'))
        await rest(3)
        expect((await connection.read({ timeout: LONG })).end).toBe('reset')
      }),
    )

    test(
      'closing ends the read that waits, and may be done again',
      talk(script.silent, async (connection) => {
        const reading = connection.read({ timeout: LONG })
        await rest()
        connection.close()
        connection.close()
        expect((await reading).bytes).toHaveLength(0)
        connection.write(Buffer.from('late'))
        expect((await connection.read({ timeout: LONG })).bytes).toHaveLength(0)
      }),
    )

    test.each([
      ['is silent', script.silent],
      ['floods', script.floods()],
      ['drips', script.drips(1)],
      ['has closed', script.closes],
      ['has half-closed', script.halfCloses],
      ['has reset', script.resets],
      ['reads nothing', script.readsNothing],
    ])('closing leaves nothing open when the peer %s', (_what, peer) =>
      run(async ({ connector, serve, quiet }) => {
        const endpoint = await serve(peer)
        for (const turns of [0, 3]) {
          const dialled = connector(endpoint, { timeout: LONG })
          // A peer that resets at once may be gone before the handshake is told.
          const connection = await dialled.catch(() => undefined)
          connection?.write(new Uint8Array(100_000))
          await rest(turns)
          connection?.close()
          await quiet()
        }
      })({} as TestContext),
    )
  })
}

/** What a dial was refused with; a dial that succeeds is an error here. */
async function failureOf(dial: Promise<Connection>): Promise<DialFailure> {
  try {
    ;(await dial).close()
  } catch (failure) {
    return failure as DialFailure
  }
  throw new Error('The dial was expected to fail')
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}
