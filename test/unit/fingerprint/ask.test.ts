import { describe, expect, test } from 'vitest'
import { ask, type AskTools, type Reply } from '../../../src/fingerprint/ask.ts'
import { EndpointRecord } from '../../../src/fingerprint/endpoint-record.ts'
import { Line } from '../../../src/fingerprint/line.ts'
import type { ServiceProbe } from '../../../src/fingerprint/service-probe.ts'
import { commonServices } from '../../../src/fingerprint/services/index.ts'
import type { TlsSession } from '../../../src/model/service.ts'
import { manualClock } from '../../support/manual-clock.ts'
import { memoryNetwork, type Found } from '../../support/memory-network.ts'
import { answers, closes, greets, resets, silent } from '../../support/peer-script.ts'

const endpoint = { address: '192.0.2.7', family: 4 as const, port: 4321, transport: 'tcp' as const }
const byName = (name: string): ServiceProbe => commonServices.find((probe) => probe.name === name)!

async function asking(
  found: Found,
  name: string | undefined,
  tls = false,
): Promise<{ reply: Reply; line: Line; sessions: TlsSession[] }> {
  const clock = manualClock()
  const { connector } = memoryNetwork({ ports: () => found, clock })
  const line = new Line(
    new EndpointRecord(endpoint, { clock, random: () => 0.5, time: 15_000, rtt: 1 }),
    connector,
  )
  const sessions: TlsSession[] = []
  const tools: AskTools = {
    probes: commonServices,
    failed: () => {},
    secured: (session) => sessions.push(session),
  }
  const question = { probe: name === undefined ? undefined : byName(name), tls }
  return { reply: await clock.runUntilIdle(ask(line, question, tools)), line, sessions }
}

describe('a question', () => {
  test('is answered: the finding knows what it answers, and the line stays open', async () => {
    const { reply, line } = await asking(
      answers(() => 'HTTP/1.1 204 No Content\r\n\r\n'),
      'http',
    )
    expect(reply).toMatchObject({
      reaction: 'data',
      dialled: true,
      finding: { match: { name: 'http' }, context: { probe: 'http' } },
    })
    expect(Buffer.from(reply.finding!.context.sent!).toString()).toMatch(/^GET \//)
    expect(line.connected).toBe(true)
  })

  test('that only listens says nothing', async () => {
    const { reply, line } = await asking(greets('SSH-2.0-x\r\n'), 'ssh')
    expect(reply.finding).toMatchObject({
      match: { name: 'ssh' },
      context: { probe: 'listen', sent: new Uint8Array(0) },
    })
    expect(line.record.exchanges).toMatchObject([{ probe: 'listen' }])
    expect((await asking(greets('SSH-2.0-x\r\n'), undefined)).reply.finding?.match.name).toBe('ssh')
  })

  test('is answered by somebody else', async () => {
    const { reply } = await asking(
      answers(() => "-ERR unknown command 'GET'\r\n"),
      'http',
    )
    expect(reply.finding).toMatchObject({ match: { name: 'redis' }, context: { probe: 'http' } })
  })

  test.each([
    ['silence', silent, 'silence', true],
    ['an end', closes, 'close', true],
    ['a reset', resets, 'reset', true],
    ['a refusal', 'closed', 'reset', false],
    ['no way there', 'filtered', 'silence', false],
    ['our own machine', { code: 'EMFILE', local: true }, 'failed', false],
  ] as const)('comes to nothing: %s', async (_name, found, reaction, dialled) => {
    const { reply } = await asking(found, 'http')
    expect(reply).toEqual({ reaction, dialled })
  })

  test('is data where nobody knows the answer', async () => {
    expect(
      (
        await asking(
          answers(() => '\u0007?'),
          'http',
        )
      ).reply,
    ).toEqual({ reaction: 'data', dialled: true })
  })
})

describe('a handshake that comes to nothing', () => {
  test('tells by its alert that there is TLS', async () => {
    const { reply, sessions } = await asking(
      answers(() => Buffer.from([21, 3, 0, 0, 2, 2, 40])),
      'http',
      true,
    )
    expect(reply).toMatchObject({
      reaction: 'data',
      finding: { match: { name: 'tls', tls: { version: 'SSLv3' } }, context: { probe: 'tls' } },
    })
    expect(sessions).toEqual([])
  })

  test('tells by its text what there is instead', async () => {
    const { reply } = await asking(
      answers(() => 'HTTP/1.1 400 Bad Request\r\n\r\n'),
      'http',
      true,
    )
    expect(reply.finding?.match.name).toBe('http')
  })
})

test('who says what nobody knows, whatever it is asked, is read once', async () => {
  const clock = manualClock()
  const { connector } = memoryNetwork({ ports: () => greets('x'.repeat(16_384)), clock })
  const record = new EndpointRecord(endpoint, { clock, random: () => 0.5, time: 15_000, rtt: 1 })
  const read: (string | undefined)[] = []
  const reader: ServiceProbe = {
    name: 'reader',
    ports: [],
    rarity: 1,
    matchers: [(_bytes, { probe }) => void read.push(probe)],
  }
  const tools: AskTools = { probes: [reader], failed: () => {}, secured: () => {} }
  for (const name of ['http', 'redis', 'memcached', 'ssh', 'memcached']) {
    const line = new Line(record, connector)
    const question = { probe: byName(name), tls: false }
    const reply = await clock.runUntilIdle(ask(line, question, tools))
    expect(reply).toEqual({ reaction: 'data', dialled: true })
    line.end()
  }
  expect(read).toEqual(['http', 'listen'])
  expect(new Set(record.exchanges.map(({ received }) => received.buffer.byteLength))).toEqual(
    new Set([4_096]),
  )
})
