import { expect, test } from 'vitest'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import type { PortResult } from '../../../src/model/result.ts'
import { udpPayload } from '../../../src/probe/udp-payload.ts'
import { staged } from './staging.ts'

// The whole stage over both transports, in memory and virtual time.

const at = (port: number, transport: 'tcp' | 'udp'): Endpoint => ({
  address: '192.0.2.1',
  family: 4,
  port,
  transport,
})

const words = ['one', 'two', 'three', 'four']

async function run(endpoints: readonly Endpoint[], timing = {}) {
  const heard = new Map<number, string[]>()
  const world = staged({
    ports: ({ port, transport }) => {
      if (transport === 'tcp') return port === 53 ? 'open' : 'filtered'
      if (port === 9) return 'closed'
      return (peer) =>
        peer.listen((bytes) => {
          const text = Buffer.from(bytes).toString()
          heard.set(port, [...(heard.get(port) ?? []), text])
          if (port === 53 || (port === 54 && text === 'three')) peer.send('answer')
        })
    },
    latency: 10,
    timing,
    options: { states: 'all' },
  })
  const payloads = () => words.map((word) => () => ({ probe: word, bytes: Buffer.from(word) }))
  const udpStrategy = udpPayload({ connector: world.network.connector, payloads })
  const events = await world.clock.runUntilIdle(collectAll(world.stage(endpoints, { udpStrategy })))
  const results = events.filter((event): event is PortResult => event.kind === 'port')
  const told = new Map(results.map((result) => [`${result.port}/${result.transport}`, result]))
  expect(world.network).toMatchObject({ open: 0, dialling: 0 })
  return { told, heard, counts: world.counts, events }
}

async function collectAll<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of source) all.push(item)
  return all
}

test('each transport has its own states, and silence its own name', async () => {
  const { told, counts } = await run([at(53, 'tcp'), at(53, 'udp'), at(7, 'tcp'), at(7, 'udp'), at(9, 'udp')])
  expect(told.get('53/tcp')).toMatchObject({ state: 'open', reason: 'syn-ack' })
  expect(told.get('53/udp')).toMatchObject({ state: 'open', reason: 'udp-response', attempts: 1 })
  expect(told.get('7/tcp')).toMatchObject({ state: 'filtered', reason: 'no-response' })
  expect(told.get('7/udp')).toMatchObject({ state: 'open|filtered', reason: 'no-response' })
  expect(told.get('9/udp')).toMatchObject({ state: 'closed', reason: 'port-unreach' })
  expect(counts.states['open|filtered']).toEqual({ 'no-response': 1 })
})

test('a port that is silent hears all payloads over the rounds, and one of them may be the right one', async () => {
  const { told, heard } = await run([at(7, 'udp'), at(54, 'udp')])
  expect(heard.get(7)).toEqual(words)
  expect(told.get('54/udp')).toMatchObject({
    state: 'open',
    attempts: 3,
    exchanges: [{ probe: 'three', received: Buffer.from('answer') }],
  })
})

test('retries are the bound of the rounds', async () => {
  const { heard } = await run([at(7, 'udp')], { retries: 1 })
  expect(heard.get(7)).toEqual(['one', 'two'])
})

test('a host is told once, however it is asked', async () => {
  const { events } = await run([at(53, 'tcp'), at(53, 'udp')])
  expect(events.filter(({ kind }) => kind === 'host')).toMatchObject([
    { status: 'up' },
    { status: 'finished', counts: { open: { 'syn-ack': 1, 'udp-response': 1 } } },
  ])
})
