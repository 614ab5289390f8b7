import { expect, test } from 'vitest'
import { EndpointRecord } from '../../../src/fingerprint/endpoint-record.ts'
import { Line } from '../../../src/fingerprint/line.ts'
import { nameByDatagrams, sayFirstDatagram } from '../../../src/fingerprint/name-by-datagrams.ts'
import type { ServiceProbe } from '../../../src/fingerprint/service-probe.ts'
import { manualClock } from '../../support/manual-clock.ts'
import { memoryNetwork, type Found } from '../../support/memory-network.ts'
import { answers } from '../../support/peer-script.ts'

const endpoint = { address: '192.0.2.7', family: 4, port: 40_000, transport: 'udp' } as const

/** Says its name, and knows an answer that begins with it. */
function service(name: string, rarity: number, more: Partial<ServiceProbe> = {}): ServiceProbe {
  return {
    name,
    ports: [],
    rarity,
    datagrams: [() => Buffer.from(name)],
    matchers: [
      (answer) =>
        Buffer.from(answer).toString().startsWith(name)
          ? { name, confidence: 'structured', evidence: 'its name' }
          : undefined,
    ],
    ...more,
  }
}

async function named(found: Found, probes: readonly ServiceProbe[], asked: readonly string[] = []) {
  const clock = manualClock()
  const network = memoryNetwork({ ports: () => found, clock })
  const record = new EndpointRecord(endpoint, { clock, random: () => 0.5, time: 15_000, rtt: 1 })
  const line = new Line(record, network.connector)
  const failed: string[] = []
  const told = ({ name }: ServiceProbe): void => void failed.push(name)
  const tools = { probes, failed: told, secured: () => {} }
  const finding = await clock.runUntilIdle(nameByDatagrams(line, new Set(asked), tools))
  line.end()
  expect(network).toMatchObject({ open: 0, dialling: 0 })
  return {
    finding,
    said: record.exchanges.map(({ probe }) => probe),
    elapsed: clock.now(),
    record,
    network,
    failed,
  }
}

const probes = [service('b', 3), service('a', 2), service('rare', 9), service('named', 1, { optIn: true })]

test('asks the usual ones, most usual first, until one is known', async () => {
  const { finding, said } = await named(
    answers((heard) => (String(heard) === 'b' ? 'b!' : '?')),
    probes,
  )
  expect([finding?.match.name, finding?.context.probe, said]).toEqual(['b', 'b', ['a', 'b']])
})

test('does not ask again what was asked', async () => {
  const { finding, said } = await named('open', probes, ['a'])
  expect([finding, said]).toEqual([undefined, ['b']])
})

test('who answers nothing that is known has heard each of them once, at most ten', async () => {
  const many = Array.from({ length: 30 }, (_, number) => service(`s${number}`, 4))
  const { finding, said, elapsed } = await named('open', many)
  expect([finding, said.length]).toEqual([undefined, 10])
  expect(elapsed).toBeLessThanOrEqual(5_000)
})

test('a port that cannot be reached any more says nothing', async () => {
  expect((await named('closed', probes)).finding).toBeUndefined()
})

test('a service without datagrams has no first one', async () => {
  const { record, network } = await named('open', [])
  const line = new Line(record, network.connector)
  const tools = { probes: [], failed: () => {}, secured: () => {} }
  expect(await sayFirstDatagram(line, { ...service('x', 1), datagrams: [] }, tools)).toBeUndefined()
  line.end()
})

test('a service that fails to make its words is told, and the next one is asked', async () => {
  const bug = (): never => {
    throw new Error('bug')
  }
  const probes = [service('one', 1, { datagrams: [bug] }), service('two', 2)]
  const { finding, failed } = await named(
    answers((heard) => heard),
    probes,
  )
  expect(finding?.match.name).toBe('two')
  expect(failed).toEqual(['one'])
})
