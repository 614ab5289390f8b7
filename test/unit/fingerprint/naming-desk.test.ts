import { describe, expect, test } from 'vitest'
import { HostMemory } from '../../../src/fingerprint/host-memory.ts'
import { identifyServices } from '../../../src/fingerprint/identify-services.ts'
import { NamingDesk } from '../../../src/fingerprint/naming-desk.ts'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import type { HostEvent } from '../../../src/model/event.ts'
import type { PortResult } from '../../../src/model/result.ts'
import type { Connector } from '../../../src/net/connection.ts'
import { manualClock, type ManualClock } from '../../support/manual-clock.ts'
import { memoryNetwork, type Found, type MemoryNetwork } from '../../support/memory-network.ts'
import { closes, drips, greets, silent } from '../../support/peer-script.ts'

const address = '192.0.2.7'
const open = (port: number): PortResult => ({
  kind: 'port',
  target: address,
  address,
  family: 4,
  port,
  transport: 'tcp',
  state: 'open',
  reason: 'syn-ack',
  rtt: 1,
  attempts: 1,
  at: '2026-11-21T00:00:00.000Z',
})

function deskFor(found: Found): { desk: NamingDesk; clock: ManualClock; network: MemoryNetwork } {
  const clock = manualClock()
  const network = memoryNetwork({ ports: () => found, clock, latency: 1 })
  const desk = new NamingDesk({ connector: network.connector, clock }, new HostMemory(16))
  return { desk, clock, network }
}

test('an open port leaves with its service, and nothing stays open', async () => {
  const { desk, clock, network } = deskFor(greets('SSH-2.0-x\r\n'))
  const closing = new AbortController()
  const [result] = await clock.runUntilIdle(desk.identify(open(4321), closing.signal))
  expect(result).toMatchObject({ service: { name: 'ssh' } })
  expect([network.open, clock.waiting]).toEqual([0, 0])
})

test('the end of the stage ends what is under way: the port leaves with what is known of it', async () => {
  const { desk, clock, network } = deskFor(silent)
  const closing = new AbortController()
  const naming = desk.identify(open(4321), closing.signal)
  await clock.advance(100)
  expect(network.open).toBeGreaterThan(0)
  closing.abort()
  const [result] = await clock.runUntilIdle(naming)
  expect(result).toMatchObject({ service: { confidence: 'port-table' } })
  expect([network.open, clock.waiting]).toEqual([0, 0])
})

test('a host is finished after the last of its ports, and known as one that opens all of them by then', async () => {
  const { desk, clock } = deskFor(silent)
  const finished: HostEvent = { kind: 'host', target: address, address, family: 4, status: 'finished' }
  const closing = new AbortController()
  const order: string[] = []
  const marked = { ...open(4321), marks: ['all-open' as const] }
  const port = desk.identify(open(4322), closing.signal).then(() => order.push('port'))
  const trap = desk.identify(marked, closing.signal)
  const host = desk.finished(finished).then(([event]) => {
    order.push('host')
    return event
  })
  const event = await clock.runUntilIdle(host)
  await Promise.all([port, trap])
  expect(order).toEqual(['port', 'host'])
  expect(event.marks).toEqual(['all-open'])
})

describe('whoever has a name by what the scan has heard', () => {
  const heard = (port: number, text: string): PortResult => ({
    ...open(port),
    exchanges: [
      {
        probe: 'http',
        sent: new Uint8Array(1),
        received: Buffer.from(text),
        truncated: false,
        end: 'data',
        rtt: 1,
      },
    ],
  })
  const page = 'HTTP/1.1 200 OK\r\nServer: nginx/1.25.3\r\n\r\n'

  test.each([
    ['says what nobody knows', (port: number) => heard(port, '\u0007')],
    ['says nothing', open],
  ])('waits for nobody who %s', async (_text, hostile) => {
    const clock = manualClock()
    const network = memoryNetwork({ ports: () => silent, clock, latency: 1 })
    const stage = identifyServices({ connector: network.connector, clock, concurrency: 2, perHost: 2 })
    const source = [...Array.from({ length: 40 }, (_, at) => hostile(4_000 + at)), heard(8_080, page)]
    const results = stage(source)[Symbol.asyncIterator]()
    const first = await clock.runUntilIdle(results.next())
    expect(first.value).toMatchObject({ port: 8_080, service: { name: 'http', product: 'nginx' } })
    expect(clock.now()).toBeLessThan(2_000)
    await clock.runUntilIdle(results.return!())
    expect(network.open).toBe(0)
  })

  test('nobody who is silent waits for those who say what nobody knows', async () => {
    const clock = manualClock()
    const ssh = greets('SSH-2.0-OpenSSH_9.6\r\n', closes)
    const ports = ({ port }: Endpoint): Found => (port === 8_022 ? ssh : drips(100, '\u0007'))
    const network = memoryNetwork({ ports, clock, latency: 1 })
    const stage = identifyServices({ connector: network.connector, clock, concurrency: 6, perHost: 6 })
    const source = [...Array.from({ length: 40 }, (_, at) => heard(4_000 + at, '\u0007')), open(8_022)]
    const results = stage(source)[Symbol.asyncIterator]()
    const first = await clock.runUntilIdle(results.next())
    expect(first.value).toMatchObject({ port: 8_022, service: { name: 'ssh' } })
    await clock.runUntilIdle(results.return!())
  })

  test('goes on only as fast as somebody takes what is done', async () => {
    const clock = manualClock()
    const network = memoryNetwork({ ports: () => closes, clock })
    let begun = 0
    const connector: Connector = (endpoint, options) => {
      begun++
      return network.connector(endpoint, options)
    }
    const stage = identifyServices({ connector, clock, concurrency: 2, perHost: 64 })
    const source = Array.from({ length: 400 }, (_, at) => ({
      ...open(4_000 + at),
      address: `192.0.2.${at % 200}`,
    }))
    const results = stage(source)[Symbol.asyncIterator]()
    await clock.runUntilIdle(results.next())
    await clock.advance(5_000)
    expect(begun).toBeLessThan(800)
    const most = begun
    await clock.advance(5_000)
    expect(begun).toBe(most)
    await clock.runUntilIdle(results.return!())
  })
})

test('hundreds that flood and wait for their turn keep 4 KiB each, not 16', async () => {
  const { desk, clock } = deskFor(silent)
  const closing = new AbortController()
  const flooded = (port: number): PortResult => {
    const received = new Uint8Array(16_384).fill(120)
    const exchange = { probe: 'http', sent: new Uint8Array(1), received, truncated: true, rtt: 1 }
    return { ...open(port), exchanges: [{ ...exchange, end: 'data' }], banner: received }
  }
  const naming = Array.from({ length: 300 }, async (_, at) => {
    const [result] = await desk.identify(flooded(10_000 + at), closing.signal)
    desk.taken(result!)
    return result as PortResult
  })
  await clock.advance(1)
  closing.abort()
  const results = await clock.runUntilIdle(Promise.all(naming))
  expect(results).toHaveLength(300)
  for (const { exchanges = [], banner } of results) {
    expect(exchanges[0]).toMatchObject({ truncated: true })
    expect(exchanges[0]!.received.buffer.byteLength).toBe(4_096)
    expect(banner!.buffer.byteLength).toBe(4_096)
  }
})
