import { createServer, type AddressInfo } from 'node:net'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { afterEach, describe, expect, test } from 'vitest'
import { EpollDialer } from '../../../src/native/epoll-dialer.ts'
import { bindSystemCalls, type SystemCalls } from '../../../src/native/system-calls.ts'
import { addressWords, GAVE_UP, OPENED } from '../../../src/threads/dial-records.ts'
import { nativeHere } from '../../support/native-here.ts'

const { ECONNREFUSED, EMFILE } = constants.errno
const loopback = Int32Array.from(addressWords('127.0.0.1')!)
const loopback6 = Int32Array.from(addressWords('::1')!)
const ended: (() => void)[] = []
afterEach(() => ended.splice(0).forEach((end) => end()))

type Told = { id: number; code: number; local: boolean }

/** A dialer whose calls are counted, and which hears what it tells. */
function dialer(idle: number, change: Partial<SystemCalls> = {}) {
  const real = bindSystemCalls(createRequire(import.meta.url).resolve('koffi'))
  const counts: Record<string, number> = {}
  const calls = Object.fromEntries(
    Object.entries({ ...real, ...change }).map(([name, call]) => [
      name,
      (...values: unknown[]) => {
        counts[name] = (counts[name] ?? 0) + 1
        return (call as (...values: unknown[]) => number)(...values)
      },
    ]),
  ) as unknown as SystemCalls
  const told: Told[] = []
  const made = new EpollDialer(calls, (id, code, _rtt, local) => told.push({ id, code, local }), { idle })
  ended.push(() => made.close())
  return { made, told, counts, real }
}

async function listening(address = '127.0.0.1'): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => {}))
  await new Promise<void>((resolve) => server.listen(0, address, resolve))
  ended.push(() => server.close())
  return (server.address() as AddressInfo).port
}

async function closedPort(address?: string): Promise<number> {
  const port = await listening(address)
  ended.pop()!()
  return port
}

async function answers(of: { made: EpollDialer; told: Told[] }, count: number): Promise<void> {
  await expect
    .poll(() => {
      of.made.wait(0)
      return of.told.length
    })
    .toBe(count)
}

describe.skipIf(!nativeHere)('on this machine', () => {
  test('one socket dials one port after the other', async () => {
    const port = await closedPort()
    const one = dialer(4)
    for (let id = 0; id < 100; id++) {
      one.made.dial(id, 4, port, loopback, 0)
      await answers(one, id + 1)
    }
    expect(new Set(one.told.map(({ code }) => code))).toEqual(new Set([ECONNREFUSED]))
    expect(one.counts['socket']).toBe(1)
  })

  test('what is open in between does not change what the next port is', async () => {
    const [open, closed] = [await listening(), await closedPort()]
    const one = dialer(1)
    for (let id = 0; id < 60; id++) {
      one.made.dial(id, 4, id % 2 === 0 ? open : closed, loopback, 0)
      await answers(one, id + 1)
    }
    expect(one.told.map(({ code }) => code)).toEqual(
      Array.from({ length: 60 }, (_, id) => (id % 2 === 0 ? OPENED : ECONNREFUSED)),
    )
    expect(one.counts['socket']).toBe(1)
  })

  test('without room for idle ones, each dial has its own socket, and it is closed', async () => {
    const port = await closedPort()
    const one = dialer(0)
    for (let id = 0; id < 10; id++) {
      one.made.dial(id, 4, port, loopback, 0)
      await answers(one, id + 1)
    }
    expect(one.counts['socket']).toBe(10)
    expect(one.counts['close']).toBe(10)
  })

  test('where there is no socket left it is our own failure, and the next dial may succeed', async () => {
    const port = await listening()
    let failures = 1
    const real = bindSystemCalls(createRequire(import.meta.url).resolve('koffi'))
    const one = dialer(4, {
      socket: (...values) => (failures-- > 0 ? -1 : real.socket(...values)),
      errno: () => (failures === 0 ? EMFILE : real.errno()),
    })
    one.made.dial(0, 4, port, loopback, 0)
    expect(one.told).toEqual([{ id: 0, code: EMFILE, local: true }])
    expect(one.made.underWay).toBe(0)
    failures = -1
    one.made.dial(1, 4, port, loopback, 0)
    await answers(one, 2)
    expect(one.told[1]).toMatchObject({ id: 1, code: OPENED })
  })

  test('a cancel is told, and a second one or one of nobody is not', async () => {
    // Nobody accepts, and the queue is full: the handshake hangs.
    const one = dialer(4)
    const real = one.real
    const fd = real.socket(2, 1, 0)
    const name = new Uint8Array(128)
    name.set([2, 0, 0, 0, 127, 0, 0, 1])
    real.bind(fd, name, 16)
    ended.push(() => real.close(fd))
    one.made.dial(5, 4, await closedPort(), loopback, 0)
    await answers(one, 1)
    one.made.cancel(5)
    one.made.cancel(77)
    expect(one.told).toHaveLength(1)
  })

  test('the end closes every socket and tells every dial', async () => {
    const port = await closedPort()
    let asked = 0
    const real = bindSystemCalls(createRequire(import.meta.url).resolve('koffi'))
    // As far away as a peer that does not answer: each look says "still under way".
    const one = dialer(4, {
      connect: (fd, bytes, size) => {
        asked++
        return (bytes as Uint8Array)[0] === 0 ? real.connect(fd, bytes, size) : -1
      },
      errno: () => (asked % 2 === 1 ? constants.errno.EINPROGRESS : constants.errno.EALREADY),
    })
    one.made.dial(0, 4, port, loopback, 0)
    one.made.dial(1, 4, port, loopback, 0)
    expect(one.made.underWay).toBe(2)
    one.made.cancel(0)
    expect(one.told).toEqual([{ id: 0, code: GAVE_UP, local: false }])
    ended.pop()
    one.made.close()
    expect(one.told[1]).toMatchObject({ id: 1, code: GAVE_UP })
    expect(one.made.underWay).toBe(0)
    // Two sockets and the epoll set.
    expect(one.counts['close']).toBe(3)
  })

  test('where answers are never there at once, they are seldom asked for at once', () => {
    const { EINPROGRESS, EALREADY } = constants.errno
    let dialling = false
    const one = dialer(2_000, {
      connect: () => -1,
      errno: () => (dialling ? ((dialling = false), EINPROGRESS) : EALREADY),
    })
    const dials = 2_000
    for (let id = 0; id < dials; id++) {
      dialling = true
      one.made.dial(id, 4, 1, loopback, 0)
    }
    const extra = one.counts['connect']! - dials
    expect(extra).toBeGreaterThan(100)
    expect(extra).toBeLessThan(400)
  })

  test('idle sockets of both families together are no more than there is room for', async () => {
    const [four, six] = [await closedPort(), await closedPort('::1')]
    const one = dialer(1)
    for (let round = 0; round < 4; round++) {
      const before = one.told.length
      for (let id = 0; id < 4; id++) one.made.dial(id, 4, four, loopback, 0)
      for (let id = 4; id < 8; id++) one.made.dial(id, 6, six, loopback6, 0)
      await answers(one, before + 8)
      expect(one.counts['socket']! - (one.counts['close'] ?? 0)).toBe(1)
    }
    expect(new Set(one.told.map(({ code }) => code))).toEqual(new Set([ECONNREFUSED]))
  })

  test('where the system cannot watch a socket, that dial is our own failure, and the next may succeed', async () => {
    const { EINPROGRESS, EALREADY, ENOSPC } = constants.errno
    const codes = [EINPROGRESS, EALREADY, ENOSPC]
    const real = bindSystemCalls(createRequire(import.meta.url).resolve('koffi'))
    let full = true
    const one = dialer(4, {
      connect: (...values) => (full ? -1 : real.connect(...values)),
      epollControl: (...values) => (full ? -1 : real.epollControl(...values)),
      errno: () => (full ? codes.shift()! : real.errno()),
    })
    one.made.dial(0, 4, 1, loopback, 0)
    expect(one.told).toEqual([{ id: 0, code: ENOSPC, local: true }])
    expect(one.made.underWay).toBe(0)
    expect(one.counts['close']).toBe(1)
    full = false
    one.made.dial(1, 4, await listening(), loopback, 0)
    await answers(one, 2)
    expect(one.told[1]).toMatchObject({ id: 1, code: OPENED })
  })

  test('the bell ends a wait', () => {
    const one = dialer(1)
    const bell = one.real.eventfd(1, 0o4000)
    ended.push(() => one.real.close(bell))
    one.made.watchBell(bell)
    expect(one.made.wait(10_000)).toBe(true)
    one.real.read(bell, new Uint8Array(8), 8)
    expect(one.made.wait(0)).toBe(false)
  })
})
