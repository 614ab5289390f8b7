import { readdirSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { constants } from 'node:os'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import { synWork } from '../../../src/native/syn-work.ts'
import { GAVE_UP, OPENED, RESET } from '../../../src/threads/dial-records.ts'
import type { DialEnd } from '../../../src/threads/dial-thread.ts'
import { DialThreads } from '../../../src/threads/dial-threads.ts'
import { rawHere } from '../../support/raw-here.ts'

describe.skipIf(!rawHere)('on this machine', () => {
  let threads: DialThreads
  let accepted = 0
  const servers: Server[] = []

  async function listen(address: string): Promise<Endpoint> {
    const server = createServer((socket) => {
      accepted++
      socket.on('error', () => {})
    })
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, address, resolve))
    const { port } = server.address() as AddressInfo
    return { address, family: address.includes(':') ? 6 : 4, port, transport: 'tcp' }
  }

  /** A port that nobody listens on, because somebody did just now. */
  async function closedPort(address: string): Promise<Endpoint> {
    const endpoint = await listen(address)
    await new Promise((resolve) => servers.pop()!.close(resolve))
    return endpoint
  }

  const ask = (endpoint: Endpoint, attempt = 1): Promise<DialEnd> =>
    new Promise((resolve) => void threads.dial(endpoint, { ended: resolve }, attempt))

  beforeAll(async () => {
    threads = await DialThreads.start(synWork({}), 1, 1_024)
  })
  afterAll(async () => {
    await threads?.stop()
    for (const server of servers) server.close()
  })

  test.each(['127.0.0.1', '127.0.0.9', '::1'])(
    'open and closed on %s, and nothing is accepted',
    async (address) => {
      const [open, closed] = [await listen(address), await closedPort(address)]
      accepted = 0
      for (let attempt = 1; attempt <= 40; attempt++) {
        expect(await ask(open, attempt)).toMatchObject({ code: OPENED, local: false })
        expect(await ask(closed, attempt)).toMatchObject({ code: RESET, local: false })
      }
      expect(accepted).toBe(0)
    },
  )

  test('a thousand at once, and each has its own answer', async () => {
    const [open, closed] = [await listen('127.0.0.1'), await closedPort('127.0.0.1')]
    const codes = await Promise.all(
      Array.from({ length: 1_000 }, async (_, one) => (await ask(one % 3 === 0 ? open : closed, one)).code),
    )
    expect(codes).toEqual(Array.from({ length: 1_000 }, (_, one) => (one % 3 === 0 ? OPENED : RESET)))
  })

  test('a cancel ends it, whether it was answered meanwhile or not', async () => {
    const closed = await closedPort('127.0.0.1')
    const ended = Array.from(
      { length: 200 },
      () =>
        new Promise<number>((resolve) => {
          threads.cancel(threads.dial(closed, { ended: ({ code }) => resolve(code) }))
        }),
    )
    for (const code of await Promise.all(ended)) expect([GAVE_UP, RESET]).toContain(code)
  })

  test('it sends from the address that it is told, and says when it has none such', async () => {
    const open = await listen('127.0.0.1')
    const from = async (localAddress: string): Promise<DialEnd> => {
      const others = await DialThreads.start(synWork({ localAddress }), 1, 8)
      const end = await new Promise<DialEnd>((resolve) => void others.dial(open, { ended: resolve }))
      await others.stop()
      return end
    }
    expect(await from('127.0.0.9')).toMatchObject({ code: OPENED })
    const { EADDRNOTAVAIL } = constants.errno
    expect(await from('192.0.2.1')).toMatchObject({ code: EADDRNOTAVAIL, local: true, atBind: true })
  })

  test('two threads do not hear each other’s answers', async () => {
    const two = await DialThreads.start(synWork({}), 2, 256)
    const [open, closed] = [await listen('127.0.0.1'), await closedPort('127.0.0.1')]
    const codes = await Promise.all(
      Array.from({ length: 400 }, (_, one) => {
        const endpoint = one % 2 === 0 ? open : closed
        return new Promise<number>(
          (resolve) => void two.dial(endpoint, { ended: ({ code }) => resolve(code) }),
        )
      }),
    )
    await two.stop()
    expect(codes).toEqual(Array.from({ length: 400 }, (_, one) => (one % 2 === 0 ? OPENED : RESET)))
  })

  test('a thread that stops leaves no descriptor', async () => {
    const closed = await closedPort('::1')
    const descriptors = (): number => readdirSync('/proc/self/fd').length
    const round = async (): Promise<void> => {
      const short = await DialThreads.start(synWork({}), 1, 64)
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
})
