import { readdirSync } from 'node:fs'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { constants } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Endpoint } from '../../src/model/endpoint.ts'
import { GAVE_UP, MET_ITSELF, OPENED } from '../../src/threads/dial-records.ts'
import type { DialEnd, ThreadWork } from '../../src/threads/dial-thread.ts'
import { DialThreads } from '../../src/threads/dial-threads.ts'

const { ECONNREFUSED, EADDRNOTAVAIL } = constants.errno

/** What every script of a thread that dials must do, against the real loopback. */
export function dialerTests(work: (data?: Readonly<Record<string, unknown>>) => ThreadWork): void {
  const servers: Server[] = []
  let threads: DialThreads

  async function listen(address: string, onSocket: (socket: Socket) => void): Promise<Endpoint> {
    const server = createServer(onSocket)
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, address, resolve))
    const family = address.includes(':') ? 6 : 4
    return { address, family, port: (server.address() as AddressInfo).port, transport: 'tcp' }
  }

  /** A port that nobody listens on, because somebody did just now. */
  async function closedPort(address: string): Promise<Endpoint> {
    const endpoint = await listen(address, () => {})
    await new Promise((resolve) => servers.pop()!.close(resolve))
    return endpoint
  }

  const dial = (endpoint: Endpoint): Promise<DialEnd> =>
    new Promise((resolve) => void threads.dial(endpoint, { ended: resolve }))

  const note = (socket: Socket): void => {
    socket.on('error', () => {})
    socket.resume()
  }

  beforeAll(async () => {
    threads = await DialThreads.start(work(), 1, 1_024)
  })
  afterAll(async () => {
    await threads.stop()
    for (const server of servers) server.close()
  })

  test.each(['127.0.0.1', '::1'])('open and closed on %s', async (address) => {
    const [open, closed] = [await listen(address, note), await closedPort(address)]
    for (let round = 0; round < 3; round++) {
      expect(await dial(open)).toMatchObject({ code: OPENED, local: false })
      expect(await dial(closed)).toMatchObject({ code: ECONNREFUSED })
    }
  })

  test('an open connection is reset, so that no TIME_WAIT stays behind', async () => {
    const ends: (string | undefined)[] = []
    const open = await listen('127.0.0.1', (socket) => {
      socket.on('error', (error: NodeJS.ErrnoException) => ends.push(error.code))
      socket.on('end', () => ends.push('end'))
      socket.resume()
    })
    expect((await dial(open)).code).toBe(OPENED)
    await expect.poll(() => ends).toEqual(['ECONNRESET'])
  })

  test('a peer that speaks or resets at once is open all the same', async () => {
    const speaks = await listen('127.0.0.1', (socket) => {
      socket.on('error', () => {})
      socket.write('hello\r\n')
    })
    const resets = await listen('127.0.0.1', (socket) => socket.resetAndDestroy())
    for (let round = 0; round < 20; round++) {
      expect((await dial(speaks)).code).toBe(OPENED)
      expect([OPENED, constants.errno.ECONNRESET]).toContain((await dial(resets)).code)
    }
  })

  test('a thousand at once, and each has its own answer', async () => {
    const [open, closed] = [await listen('127.0.0.1', note), await closedPort('127.0.0.1')]
    const codes = await Promise.all(
      Array.from({ length: 1_000 }, async (_, one) => (await dial(one % 3 === 0 ? open : closed)).code),
    )
    expect(codes).toEqual(Array.from({ length: 1_000 }, (_, one) => (one % 3 === 0 ? OPENED : ECONNREFUSED)))
  })

  test('the round trip is measured where it is dialled', async () => {
    const { rtt } = await dial(await closedPort('127.0.0.1'))
    expect(rtt).toBeGreaterThan(0)
    expect(rtt).toBeLessThan(1_000)
  })

  test('a cancel ends it, whether it was answered meanwhile or not', async () => {
    const closed = await closedPort('127.0.0.1')
    const codes = await Promise.all(
      Array.from(
        { length: 200 },
        () =>
          new Promise<number>((resolve) => {
            threads.cancel(threads.dial(closed, { ended: ({ code }) => resolve(code) }))
          }),
      ),
    )
    for (const code of codes) expect([GAVE_UP, ECONNREFUSED]).toContain(code)
  })

  test('whoever meets himself on loopback is not open', { timeout: 60_000 }, async () => {
    // Dialled again and again, a closed port of the range that the system draws from is sometimes the own one.
    const closed = await closedPort('127.0.0.1')
    const seen = new Set<number>()
    for (let round = 0; round < 60 && !seen.has(MET_ITSELF); round++) {
      const batch = Array.from({ length: 1_000 }, () => dial(closed))
      for (const { code } of await Promise.all(batch)) seen.add(code)
    }
    expect([...seen].filter((code) => code !== MET_ITSELF && code !== ECONNREFUSED)).toEqual([])
  })

  test('it dials from the address that it is told, and says when it has none such', async () => {
    const from: (string | undefined)[] = []
    const open = await listen('127.0.0.1', (socket) => {
      from.push(socket.remoteAddress)
      note(socket)
    })
    const elsewhere = await DialThreads.start(work({ localAddress: '127.0.0.9' }), 1, 8)
    const dialled = (): Promise<number> =>
      new Promise((resolve) => void elsewhere.dial(open, { ended: ({ code }) => resolve(code) }))
    // Whoever is reset before the server looks has no address any more.
    await expect
      .poll(async () => {
        expect(await dialled()).toBe(OPENED)
        return from.find((address) => address !== undefined)
      })
      .toBe('127.0.0.9')
    await elsewhere.stop()
    const nowhere = await DialThreads.start(work({ localAddress: '192.0.2.1' }), 1, 8)
    const end = await new Promise((resolve) => void nowhere.dial(open, { ended: resolve }))
    await nowhere.stop()
    expect(end).toMatchObject({ code: EADDRNOTAVAIL, local: true, atBind: true })
  })

  test('a thread that stops leaves no descriptor', async () => {
    const closed = await closedPort('127.0.0.1')
    const descriptors = (): number => readdirSync('/proc/self/fd').length
    const round = async (): Promise<void> => {
      const short = await DialThreads.start(work(), 1, 64)
      await Promise.all(
        Array.from({ length: 64 }, () => new Promise((ended) => void short.dial(closed, { ended }))),
      )
      await short.stop()
    }
    await round()
    const before = descriptors()
    for (let one = 0; one < 5; one++) await round()
    expect(descriptors()).toBeLessThanOrEqual(before)
  })
}
