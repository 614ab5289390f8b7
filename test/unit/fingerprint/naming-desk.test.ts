import { expect, test } from 'vitest'
import { HostMemory } from '../../../src/fingerprint/host-memory.ts'
import { NamingDesk } from '../../../src/fingerprint/naming-desk.ts'
import type { HostEvent } from '../../../src/model/event.ts'
import type { PortResult } from '../../../src/model/result.ts'
import { manualClock, type ManualClock } from '../../support/manual-clock.ts'
import { memoryNetwork, type Found, type MemoryNetwork } from '../../support/memory-network.ts'
import { greets, silent } from '../../support/peer-script.ts'

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
