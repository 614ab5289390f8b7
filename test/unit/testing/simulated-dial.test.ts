import { describe, expect, test } from 'vitest'
import type { Connection, DialFailure, DialOptions } from '../../../src/net/connection.ts'
import { answers, greets } from '../../../src/testing/peer-script.ts'
import { simulatedNetwork } from '../../../src/testing/simulated-network.ts'
import type { SimulatedNetwork, SimulatedNetworkOptions } from '../../../src/testing/simulated-network.ts'
import { abortListeners } from '../../support/open-handles.ts'

const at = (port: number, address = '192.0.2.1') => ({ address, family: 4, port, transport: 'tcp' }) as const

function network(options: Partial<SimulatedNetworkOptions> = {}): SimulatedNetwork {
  const hosts = {
    '192.0.2.0/24': {
      open: '1',
      filtered: '3',
      rejects: { EHOSTUNREACH: '4', ECONNRESET: '5' },
      speaks: {
        6: greets(
          'hello',
          answers((heard) => heard),
        ),
      },
    },
    '192.0.2.128/25': 'unreachable',
  } as const
  return simulatedNetwork({ hosts, paths: { '192.0.2.0/24': { rtt: 50 } }, ...options })
}

/** The end of a dial and when it came: a connection, which is closed at once, or a code. */
async function dial(net: SimulatedNetwork, port: number, options: DialOptions = {}, address = '192.0.2.1') {
  const settled = net.connector(at(port, address), options).then(
    (connection) => {
      connection.close()
      return `open, ${connection.rtt}`
    },
    (failure: DialFailure) => failure.code,
  )
  const end = await net.clock.run(settled)
  return [end, net.clock.now()]
}

describe('a dial', () => {
  test.each([
    [1, 'open, 50', 50],
    [2, 'ECONNREFUSED', 50],
    [4, 'EHOSTUNREACH', 50],
    [5, 'ECONNRESET', 50],
  ])('port %i: %s after one round trip', async (port, end, time) => {
    const net = network()
    expect(await dial(net, port)).toEqual([end, time])
    expect(net.traffic).toMatchObject({ dials: 1, syns: 1, answers: 1, dialling: 0, open: 0, mostSockets: 1 })
    expect(net.clock.waiting).toBe(0)
  })

  test('silence lasts until the time-out, or until the kernel gives up after nine repeats', async () => {
    expect(await dial(network(), 3, { timeout: 80 })).toEqual(['ETIMEDOUT', 80])
    const net = network()
    expect(await dial(net, 3)).toEqual(['ETIMEDOUT', 67_000])
    expect(net.traffic).toMatchObject({ syns: 10, answers: 0 })
  })

  test('a router says after three seconds that nobody is there', async () => {
    expect(await dial(network(), 1, {}, '192.0.2.200')).toEqual(['EHOSTUNREACH', 3_050])
  })

  test('the kernel repeats what was lost, at 1, 2, 3, 4, 5, 7, 11 s, … until an answer comes', async () => {
    const ends = new Map<number, number>()
    const net = network({ paths: { '192.0.2.0/24': { rtt: 50, loss: 0.6 } } })
    const dials = Array.from({ length: 400 }, (_, index) =>
      net.connector(at(100 + index), {}).catch(({ code }: DialFailure) => {
        const when = code === 'ECONNREFUSED' ? net.clock.now() : -1
        ends.set(when, (ends.get(when) ?? 0) + 1)
      }),
    )
    await net.clock.run(Promise.all(dials))
    const times = [...ends.keys()].sort((a, b) => a - b)
    const repeats = [0, 1_000, 2_000, 3_000, 4_000, 5_000, 7_000, 11_000, 19_000, 35_000]
    expect(times.filter((time) => time >= 0)).toEqual(repeats.map((at) => at + 50))
    expect(ends.get(50)!).toBeGreaterThan(30)
    expect(net.traffic.answers).toBe(400 - (ends.get(-1) ?? 0))
  })

  test('an answer that takes longer than the first repeat still counts, and only once', async () => {
    const net = network({ paths: { '192.0.2.0/24': { rtt: 1_500 } } })
    expect(await dial(net, 2)).toEqual(['ECONNREFUSED', 1_500])
    await net.clock.run(new Promise<void>((done) => void net.clock.after(5_000, done)))
    expect(net.traffic).toMatchObject({ syns: 2, answers: 1 })
    expect(net.clock.waiting).toBe(0)
  })
})

describe('ending a dial', () => {
  test('by the hook, by the signal; nothing stays behind', async () => {
    const net = network()
    let cancel = (): void => {}
    const abort = new AbortController()
    const byHook = net.connector(at(3), { onCancel: (hook) => (cancel = hook) })
    const bySignal = net.connector(at(3), { signal: abort.signal, timeout: 60_000 })
    cancel()
    abort.abort()
    cancel()
    await expect(byHook).rejects.toMatchObject({ code: 'ECANCELED' })
    await expect(bySignal).rejects.toMatchObject({ code: 'ECANCELED' })
    expect(abortListeners(abort.signal)).toBe(0)
    expect(net.traffic).toMatchObject({ dials: 2, dialling: 0, open: 0 })
    expect(net.clock.waiting).toBe(0)
  })

  test('a try that is over when it begins sends nothing, and neither does a signal that has fired', async () => {
    const net = network()
    await expect(net.connector(at(1), { onCancel: (hook) => hook() })).rejects.toMatchObject({
      code: 'ECANCELED',
    })
    await expect(net.connector(at(1), { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ECANCELED',
    })
    expect(net.traffic).toMatchObject({ syns: 0, dialling: 0 })
  })

  test('a cancel while the answer is on its way; no listener stays after an answer', async () => {
    const net = network()
    let cancel = (): void => {}
    const dialled = net.connector(at(1), { onCancel: (hook) => (cancel = hook) })
    net.clock.after(49, () => cancel())
    await expect(net.clock.run(dialled)).rejects.toMatchObject({ code: 'ECANCELED' })
    const abort = new AbortController()
    expect(await dial(net, 1, { signal: abort.signal, timeout: 500 })).toEqual(['open, 50', 99])
    expect(abortListeners(abort.signal)).toBe(0)
    await net.clock.run(new Promise<void>((done) => void net.clock.after(100, done)))
    expect(net.traffic).toMatchObject({ dialling: 0, open: 0 })
  })

  test('a cancel after the handshake ends the read that waits', async () => {
    const net = network()
    let cancel = (): void => {}
    const connection = await net.clock.run(net.connector(at(1), { onCancel: (hook) => (cancel = hook) }))
    const reading = connection.read({ timeout: 5_000 })
    cancel()
    expect(await net.clock.run(reading)).toMatchObject({ end: 'close' })
    expect(net.traffic.open).toBe(0)
  })
})

describe('a conversation', () => {
  test('greetings come at once, answers a round trip after the question', async () => {
    const net = network()
    const talk = async (connection: Connection): Promise<number[]> => {
      const greeting = await connection.read({ timeout: 1_000 })
      const greeted = net.clock.now()
      connection.write(Buffer.from('and you?'))
      const answer = await connection.read({ timeout: 1_000 })
      connection.close()
      expect(Buffer.concat([greeting.bytes, answer.bytes]).toString()).toBe('helloand you?')
      return [greeted, net.clock.now(), answer.rtt]
    }
    expect(await net.clock.run(net.connector(at(6), {}).then(talk))).toEqual([50, 100, 50])
    expect(net.traffic.open).toBe(0)
  })
})

describe('limits', () => {
  test('a limiter of SYNs passes what it may, in the order of their coming', async () => {
    const syn = { perSecond: 100, burst: 10 }
    const net = network({ paths: { '192.0.2.0/24': { rtt: 50, syn } } })
    const ends = Array.from({ length: 30 }, (_, index) =>
      net.connector(at(100 + index), { timeout: 500 }).catch(({ code }: DialFailure) => code),
    )
    const codes = await net.clock.run(Promise.all(ends))
    expect(codes.slice(0, 10).every((code) => code === 'ECONNREFUSED')).toBe(true)
    expect(codes.slice(10).every((code) => code === 'ETIMEDOUT')).toBe(true)
  })

  test('a limiter of resets lets handshakes and ICMP errors through, one of ICMP errors the others', async () => {
    const none = { perSecond: 0.001, burst: 0.5 }
    const rst = network({ paths: { '192.0.2.0/24': { rst: none } } })
    const icmp = network({ paths: { '192.0.2.0/24': { icmp: none } } })
    const codes = async (net: SimulatedNetwork): Promise<unknown[]> => {
      const found: unknown[] = []
      for (const port of [1, 2, 4, 5]) found.push((await dial(net, port, { timeout: 100 }))[0])
      return found
    }
    expect(await codes(rst)).toEqual(['open, 20', 'ETIMEDOUT', 'EHOSTUNREACH', 'ECONNRESET'])
    expect(await codes(icmp)).toEqual(['open, 20', 'ECONNREFUSED', 'ETIMEDOUT', 'ECONNRESET'])
  })

  test('a dial that is over while its SYN is under way leaves nothing to wait for', async () => {
    const net = network({ paths: { '192.0.2.0/24': { rtt: 50, syn: { perSecond: 1, burst: 1 } } } })
    expect(await dial(net, 2, { timeout: 10 })).toEqual(['ETIMEDOUT', 10])
    expect(await dial(net, 2, { timeout: 10 })).toEqual(['ETIMEDOUT', 20])
    await net.clock.run(new Promise<void>((done) => void net.clock.after(100, done)))
    expect(net.clock.waiting).toBe(0)
  })

  test('without a descriptor or a local port the dial fails at once, and a closed socket gives it back', async () => {
    for (const [machine, code] of [
      [{ descriptors: 1 }, 'EMFILE'],
      [{ localPorts: 1 }, 'EADDRNOTAVAIL'],
    ] as const) {
      const net = network({ machine })
      const first = net.connector(at(1), {})
      await expect(net.connector(at(2), {})).rejects.toMatchObject({ code, local: true })
      const connection = await net.clock.run(first)
      await expect(net.connector(at(2), {})).rejects.toMatchObject({ code })
      connection.close()
      expect((await dial(net, 2))[0]).toBe('ECONNREFUSED')
    }
  })

  test('answers that come while the loop stands still are heard when it runs again', async () => {
    const net = network({ machine: { stalls: { every: 1_000, length: 500 } } })
    await net.clock.run(new Promise<void>((done) => void net.clock.after(980, done)))
    expect(await dial(net, 2, { timeout: 5_000 })).toEqual(['ECONNREFUSED', 1_500])
  })
})
