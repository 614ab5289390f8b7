import { describe, expect, test } from 'vitest'
import type { Finding } from '../../../src/fingerprint/ask.ts'
import { converse, type Conversation } from '../../../src/fingerprint/converse.ts'
import { EndpointRecord } from '../../../src/fingerprint/endpoint-record.ts'
import { Line } from '../../../src/fingerprint/line.ts'
import type { Match, ServiceProbe } from '../../../src/fingerprint/service-probe.ts'
import { manualClock } from '../../support/manual-clock.ts'
import { memoryNetwork, type MemoryNetwork } from '../../support/memory-network.ts'
import { answers, silent, type PeerScript } from '../../support/peer-script.ts'

const endpoint = { address: '192.0.2.7', family: 4 as const, port: 7, transport: 'tcp' as const }
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString()
const match = (more: Partial<Match> = {}): Match => ({
  name: 'toy',
  confidence: 'structured',
  evidence: 'toy',
  ...more,
})
const found = (probe: string): Finding => ({ match: match(), context: { transport: 'tcp', probe } })

/** Says "toy?" and hears "toy!"; then asks each of `steps`. */
const toy = (more: Partial<ServiceProbe> = {}, steps: readonly string[] = []): ServiceProbe => ({
  name: 'toy',
  ports: [],
  rarity: 1,
  hello: () => Buffer.from('toy?'),
  matchers: [(answer) => (text(answer).startsWith('toy!') ? match({ confidence: 'verified' }) : undefined)],
  detail: (_known, step) =>
    steps[step] === undefined
      ? undefined
      : {
          send: Buffer.from(steps[step]),
          fresh: steps[step].startsWith('fresh'),
          merge: (known, answer) => ({ ...known, info: `${known.info ?? ''}${text(answer)};` }),
        },
  ...more,
})

interface Talked extends Conversation {
  readonly heard: string[]
  readonly network: MemoryNetwork
  readonly failures: unknown[]
  readonly ms: number
}

async function talk(
  probe: ServiceProbe,
  options: { asked?: string; connected?: boolean; script?: PeerScript; polite?: boolean; match?: Match } = {},
): Promise<Talked> {
  const { asked = 'toy', connected = true } = options
  const heard: string[] = []
  const failures: unknown[] = []
  const reply = answers((said) => {
    heard.push(text(said))
    return text(said) === 'toy?' ? 'toy!' : text(said) === 'bye' ? undefined : `<${text(said)}>`
  })
  const clock = manualClock()
  const network = memoryNetwork({ ports: () => options.script ?? reply, clock })
  const record = new EndpointRecord(endpoint, { clock, random: () => 0.5, time: 15_000, rtt: 1 })
  const line = new Line(record, network.connector)
  if (connected) await clock.runUntilIdle(line.dial())
  const tools = {
    probes: [probe],
    failed: (_probe: ServiceProbe, error: unknown) => failures.push(error),
    secured: () => {},
  }
  const conversation = await clock.runUntilIdle(
    converse(
      line,
      { ...found(asked), ...(options.match && { match: options.match }) },
      { tools, tls: true, ready: connected, polite: options.polite },
    ),
  )
  expect(network.open).toBe(0)
  return { ...conversation, heard, network, failures, ms: clock.now() }
}

describe('details', () => {
  test('are asked on the connection that is there, then goodbye is said', async () => {
    const { finding, heard, network } = await talk(toy({ goodbye: Buffer.from('bye') }, ['a', 'b']))
    expect(heard).toEqual(['a', 'b', 'bye'])
    expect(finding.match.info).toBe('<a>;<b>;')
    expect(network.dials).toBe(1)
  })

  test('are asked on a new connection where a step wants that', async () => {
    const { heard, network } = await talk(toy({}, ['a', 'fresh b', 'c']))
    expect(heard).toEqual(['a', 'fresh b', 'c'])
    expect(network.dials).toBe(2)
  })

  test('know the last answer', async () => {
    const seen: (string | undefined)[] = []
    const probe = toy({
      detail: (_known, step, { answer }) => {
        seen.push(answer && text(answer))
        return step === 2 ? undefined : { send: Buffer.from(`s${step}`), merge: (known) => known }
      },
    })
    await talk(probe, { asked: 'http', connected: false })
    expect(seen).toEqual(['toy!', '<s0>', '<s1>'])
  })

  test('cost no connection of their own where connections are to be few', async () => {
    const steps = ['a', 'fresh b', 'fresh c', 'd']
    const known = match({ product: 'Toy Server' })
    const named = await talk(toy({}, steps), { polite: true, match: known })
    expect([named.heard, named.network.dials]).toEqual([['a'], 1])
    const unnamed = await talk(toy({}, steps), { polite: true })
    expect([unnamed.heard, unnamed.network.dials]).toEqual([['a', 'fresh b'], 2])
  })

  test('are asked by the probe that knows how to talk on', async () => {
    const by = toy({ name: 'toy2', matchers: [() => match({ by: 'toy2' })] }, ['a'])
    const { finding } = await talk(by, { match: match({ by: 'toy2' }), asked: 'toy2' })
    expect(finding.match.info).toBe('<a>;')
  })

  test('begin with its own words where another probe gave it away: that answer takes the place of the first', async () => {
    const { finding, heard } = await talk(toy({}, ['a']), { asked: 'http', connected: false })
    expect(heard).toEqual(['toy?', 'a'])
    expect(finding).toMatchObject({
      match: { confidence: 'verified', info: '<a>;' },
      context: { probe: 'toy' },
    })
  })

  test('keep the product where its own words name none', async () => {
    const before = match({ product: 'Toy Server', version: '1.2', info: 'not this' })
    const { finding } = await talk(toy(), { asked: 'http', connected: false, match: before })
    expect(finding.match).toMatchObject({ confidence: 'verified', product: 'Toy Server', version: '1.2' })
    expect(finding.match.info).toBeUndefined()
  })

  test('cost no connection where there are none', async () => {
    expect((await talk(toy(), { connected: false })).network.dials).toBe(0)
  })

  test('are given up where its own words are not answered: the finding stays', async () => {
    const { finding, network, ms } = await talk(toy({}, ['a', 'fresh b']), {
      asked: 'http',
      connected: false,
      script: silent,
    })
    expect(finding.match).toEqual(match())
    expect(network.dials).toBe(1)
    expect(ms).toBeLessThanOrEqual(5_000)
  })

  test('are at most six, however many a probe wants', async () => {
    const { heard } = await talk(
      toy(
        {},
        Array.from({ length: 50 }, (_, at) => `s${at}`),
      ),
    )
    expect(heard).toHaveLength(6)
  })

  test('of a probe that throws are reported, and the name stays', async () => {
    const probe = toy({
      detail: () => {
        throw new RangeError('a bug')
      },
    })
    const { finding, failures } = await talk(probe)
    expect(finding.match.name).toBe('toy')
    expect(failures).toEqual([new RangeError('a bug')])
  })

  test('that are no match are reported, and the name stays', async () => {
    const merge = (): never => undefined as never
    const probe = toy({
      detail: (_known, at) => (at === 0 ? { send: Buffer.from('MORE\n'), merge } : undefined),
    })
    const { finding, failures } = await talk(probe)
    expect(finding.match.name).toBe('toy')
    expect(failures).toEqual([new TypeError('merge() has to return an object with name and confidence')])
  })
})

describe('STARTTLS', () => {
  const offers = { offered: () => true, send: Buffer.from('starttls') }

  test('is left alone where the answer is no', async () => {
    const { session, heard } = await talk(
      toy({ startTls: { ...offers, accepted: () => false }, goodbye: Buffer.from('bye') }),
    )
    expect(heard).toEqual(['starttls', 'bye'])
    expect(session).toBeUndefined()
  })

  test('that fails is told', async () => {
    const { session, heard } = await talk(
      toy({ startTls: { ...offers, accepted: (bytes) => text(bytes) === '<starttls>' } }),
    )
    expect(heard[0]).toBe('starttls')
    expect(heard[1]!.charCodeAt(0)).toBe(22)
    expect(session).toMatchObject({ starttls: 'toy', error: expect.stringMatching(/^ERR_SSL/) as string })
  })

  test('is not asked for where it is not offered', async () => {
    const { heard } = await talk(toy({ startTls: { ...offers, offered: () => false } }))
    expect(heard).toEqual([])
  })
})

test('a name without a probe has no details', async () => {
  const { finding } = await talk({ ...toy(), name: 'other' })
  expect(finding).toEqual(found('toy'))
})
