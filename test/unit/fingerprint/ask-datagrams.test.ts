import { expect, test } from 'vitest'
import { askDatagrams } from '../../../src/fingerprint/ask-datagrams.ts'
import { EndpointRecord } from '../../../src/fingerprint/endpoint-record.ts'
import { Line } from '../../../src/fingerprint/line.ts'
import type { Match, ServiceProbe } from '../../../src/fingerprint/service-probe.ts'
import { manualClock } from '../../support/manual-clock.ts'
import { memoryNetwork, type Found } from '../../support/memory-network.ts'
import * as script from '../../support/peer-script.ts'

const endpoint = { address: '192.0.2.7', family: 4, port: 161, transport: 'udp' } as const
const match: Match = { name: 'probe', confidence: 'verified', evidence: 'x' }
const probe: ServiceProbe = {
  name: 'probe',
  ports: [],
  rarity: 1,
  datagrams: [],
  matchers: [],
  datagramDetail: (_known, step) => ({
    send: Buffer.from(`step ${step}`),
    merge: (known, answer) => ({ ...known, info: `${known.info ?? ''}${Buffer.from(answer).toString()};` }),
  }),
}

async function asked(found: Found, used: ServiceProbe = probe) {
  const clock = manualClock()
  const network = memoryNetwork({ ports: () => found, clock })
  const record = new EndpointRecord(endpoint, { clock, random: () => 0.5, time: 15_000, rtt: 1 })
  const line = new Line(record, network.connector)
  const failed: unknown[] = []
  const tools = {
    probes: [used],
    failed: (_: ServiceProbe, error: unknown) => failed.push(error),
    secured: () => {},
  }
  const context = { probe: 'probe', sent: Buffer.from('hello'), transport: 'udp' } as const
  const { match: better, context: kept } = await clock.runUntilIdle(
    askDatagrams(line, { match, context }, tools),
  )
  line.end()
  expect(network).toMatchObject({ open: 0, dialling: 0 })
  expect(kept).toBe(context)
  return { better, dials: network.dials, failed, record }
}

test('a socket for each step, three at most, and all are on record', async () => {
  const { better, dials, record } = await asked(script.answers((heard) => heard))
  expect(better.info).toBe('step 0;step 1;step 2;')
  expect(dials).toBe(3)
  expect(record.exchanges).toMatchObject([{ probe: 'probe' }, { probe: 'probe' }, { probe: 'probe' }])
})

test('a step may go on over the socket of the one before', async () => {
  const going: ServiceProbe = {
    ...probe,
    datagramDetail: (known, step, context) => ({
      ...probe.datagramDetail!(known, step, context)!,
      fresh: step !== 1,
    }),
  }
  const { better, dials } = await asked(
    script.answers((heard) => heard),
    going,
  )
  expect(better.info).toBe('step 0;step 1;step 2;')
  expect(dials).toBe(2)
})

test('who says nothing more, or cannot be reached, stays what he is', async () => {
  for (const found of ['open', 'closed', script.resets] as const)
    expect((await asked(found)).better).toEqual(match)
})

test('a service without further questions is asked none', async () => {
  const { datagramDetail: _, ...mute } = probe
  expect(await asked('open', mute)).toMatchObject({ better: match, dials: 0 })
})

test('a probe that throws is told of, and costs only its details', async () => {
  const broken: ServiceProbe = {
    ...probe,
    datagramDetail: () => {
      throw new Error('bug')
    },
  }
  const { better, failed } = await asked('open', broken)
  expect([better, failed]).toEqual([match, [new Error('bug')]])
})

test('who was known by the answer to foreign words hears his own first', async () => {
  const clock = manualClock()
  const network = memoryNetwork({ ports: () => script.answers((heard) => heard), clock })
  const record = new EndpointRecord(endpoint, { clock, random: () => 0.5, time: 15_000, rtt: 1 })
  const line = new Line(record, network.connector)
  const { datagramDetail: _, ...brief } = probe
  const better: Match = { ...match, product: 'Known', evidence: 'its own words' }
  const own: ServiceProbe = {
    ...brief,
    datagrams: [() => Buffer.from('first')],
    matchers: [(answer) => (Buffer.from(answer).toString() === 'first' ? better : undefined)],
  }
  const tools = { probes: [own], failed: () => {}, secured: () => {} }
  const foreign = { match, context: { probe: 'other', transport: 'udp' } } as const
  const finding = await clock.runUntilIdle(askDatagrams(line, foreign, tools))
  line.end()
  expect(finding).toMatchObject({ match: better, context: { probe: 'probe' } })
})
