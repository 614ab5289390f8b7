import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Endpoint } from '../../src/model/endpoint.ts'
import type { Outcome } from '../../src/model/result.ts'
import type { Leave, ProbeStrategy } from '../../src/probe/strategy.ts'
import { testAttempt } from './attempt.ts'

/** How an engine dials. */
export interface EngineOptions {
  readonly localAddress?: string
}

/**
 * What every engine must say of the real loopback: they may differ in how soon they say it, and in nothing else.
 * `make` gives the engine as the strategy that a scan uses.
 */
export function engineTests(make: (options: EngineOptions) => ProbeStrategy): void {
  const servers: Server[] = []
  let engine: ProbeStrategy
  let leave: Leave | undefined

  beforeAll(async () => {
    engine = make({})
    leave = await engine.open?.()
  })
  afterAll(async () => {
    await leave?.()
    for (const server of servers) server.close()
  })

  async function listen(address: string, onSocket: (socket: Socket) => void = note): Promise<Endpoint> {
    const server = createServer({ allowHalfOpen: true }, onSocket)
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, address, resolve))
    const family = address.includes(':') ? 6 : 4
    return { address, family, port: (server.address() as AddressInfo).port, transport: 'tcp' }
  }

  async function closedPort(address = '127.0.0.1'): Promise<Endpoint> {
    const endpoint = await listen(address)
    await new Promise((resolve) => servers.pop()!.close(resolve))
    return endpoint
  }

  const ask = async (endpoint: Endpoint, by = engine): Promise<Omit<Outcome, 'rtt'>> => {
    const { rtt, ...outcome } = (await by.probe(endpoint, testAttempt())) as Outcome & { rtt?: number }
    if (rtt !== undefined) expect(rtt).toBeGreaterThanOrEqual(0)
    return outcome
  }

  /** One engine of its own for a while. */
  async function using(options: EngineOptions, use: (own: ProbeStrategy) => Promise<void>): Promise<void> {
    const own = make(options)
    const left = await own.open?.()
    await use(own)
    await left?.()
  }

  const OPEN = { state: 'open', reason: 'syn-ack' }
  const CLOSED = { state: 'closed', reason: 'conn-refused', errorCode: 'ECONNREFUSED' }

  test.each(['127.0.0.1', '127.99.3.7', '::1', '::1%lo'])('open and closed on %s', async (address) => {
    const bare = address.replace('%lo', '')
    const [open, closed] = [await listen(bare), await closedPort(bare)]
    expect(await ask({ ...open, address })).toEqual(OPEN)
    expect(await ask({ ...closed, address })).toEqual(CLOSED)
  })

  test.each<[string, (socket: Socket) => void]>([
    ['greets', (socket) => socket.write('220 ready\r\n')],
    ['ends its side', (socket) => socket.end()],
    ['resets', (socket) => socket.resetAndDestroy()],
    ['floods', (socket) => socket.write(new Uint8Array(1 << 20))],
  ])('a peer that %s at once is open', async (_, onSocket) => {
    const peer = await listen('127.0.0.1', (socket) => {
      note(socket)
      onSocket(socket)
    })
    for (let round = 0; round < 20; round++) expect((await ask(peer)).state).toBe('open')
  })

  test('what it leaves of an open connection is a reset', async () => {
    const ends: (string | undefined)[] = []
    const open = await listen('127.0.0.1', (socket) => {
      socket.on('error', ({ code }: NodeJS.ErrnoException) => ends.push(code))
      socket.on('end', () => ends.push('end'))
      socket.resume()
    })
    expect(await ask(open)).toEqual(OPEN)
    await expect.poll(() => ends).toEqual(['ECONNRESET'])
  })

  test('hundreds at once, open and closed mixed, each with its own answer', async () => {
    const [open, closed] = [await listen('127.0.0.1'), await closedPort()]
    const which = (one: number): Endpoint => (one % 3 === 0 ? open : closed)
    const outcomes = await Promise.all(Array.from({ length: 600 }, (_, one) => ask(which(one))))
    const expected = outcomes.map((_, one) => (one % 3 === 0 ? OPEN : CLOSED))
    // A closed port may be met by itself; it is asked again then.
    expect(outcomes.map((outcome, one) => (isMeeting(outcome) ? expected[one] : outcome))).toEqual(expected)
  })

  test('whoever meets himself is not open', async () => {
    const closed = await closedPort()
    const said = new Set<string>()
    for (let round = 0; round < 20 && !said.has('self-connect'); round++) {
      const batch = Array.from({ length: 500 }, () => ask(closed))
      for (const { reason } of await Promise.all(batch)) said.add(reason)
    }
    said.delete('self-connect')
    expect([...said]).toEqual(['conn-refused'])
  })

  test('a cancel at once, or soon, breaks nothing, and what is asked next is answered', async () => {
    const [open, closed] = [await listen('127.0.0.1'), await closedPort()]
    for (let round = 0; round < 50; round++) {
      const attempt = testAttempt()
      const asked = engine.probe(round % 2 === 0 ? open : closed, attempt)
      asked.catch(() => {})
      if (round % 5 === 0) await new Promise((resolve) => setImmediate(resolve))
      attempt.cancel()
    }
    expect(await ask(open)).toEqual(OPEN)
    expect((await ask(closed)).state).not.toBe('open')
  })

  test('it dials from the address that it is told', async () => {
    const from: (string | undefined)[] = []
    const open = await listen('127.0.0.1', (socket) => {
      from.push(socket.remoteAddress)
      note(socket)
    })
    await using({ localAddress: '127.0.0.9' }, async (own) => {
      // Whoever is reset before the server looks has no address any more.
      await expect
        .poll(async () => {
          expect((await ask(open, own)).state).toBe('open')
          return from.find((address) => address !== undefined)
        })
        .toBe('127.0.0.9')
    })
  })

  test('an address that this machine does not have, or of the other family, is no way to a peer', async () => {
    const open = await listen('127.0.0.1')
    await using({ localAddress: '192.0.2.1' }, async (own) => {
      expect(await ask(open, own)).toMatchObject({ state: 'none', reason: 'no-route' })
    })
    await using({ localAddress: '::1' }, async (own) => {
      expect(await ask(open, own)).toMatchObject({ state: 'none', reason: 'no-route' })
    })
  })
}

function isMeeting({ reason }: Omit<Outcome, 'rtt'>): boolean {
  return reason === 'self-connect'
}

function note(socket: Socket): void {
  socket.on('error', () => {})
  socket.resume()
}
