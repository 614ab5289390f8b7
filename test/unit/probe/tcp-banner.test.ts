import { describe, expect, test } from 'vitest'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import type { Exchange, Opening, Verdict } from '../../../src/model/result.ts'
import { tcpBanner } from '../../../src/probe/tcp-banner.ts'
import { strategyContract } from '../../../src/testing/contracts/strategy-contract.ts'
import { testAttempt } from '../../support/attempt.ts'
import { manualClock } from '../../support/manual-clock.ts'
import { memoryNetwork, type Found } from '../../support/memory-network.ts'
import * as script from '../../support/peer-script.ts'
import { contractTests } from '../../support/contract-tests.ts'
import { tlsServer } from '../../support/tls-server.ts'

const hello: Opening = { probe: 'echo', bytes: Buffer.from('hello\r\n') }

contractTests(
  'tcpBanner',
  strategyContract((connector) => tcpBanner({ connector })),
)
contractTests(
  'tcpBanner with an opener',
  strategyContract((connector) => tcpBanner({ connector, opener: () => hello })),
)

const inTls: Opening = { ...hello, tls: { alpn: ['http/1.1'] } }

contractTests(
  'tcpBanner with an opener that wants TLS',
  strategyContract((connector) => tcpBanner({ connector, opener: () => inTls })),
)

const endpoint: Endpoint = { address: '192.0.2.1', family: 4, port: 1, transport: 'tcp' }

/** The exchanges of one try, when the state was told, and when it was over. */
async function exchanges(found: Found, opening?: Opening | 'none') {
  const clock = manualClock()
  const { connector } = memoryNetwork({ ports: () => found, latency: 40, clock })
  const opener = opening === undefined ? {} : { opener: () => (opening === 'none' ? undefined : opening) }
  const attempt = testAttempt()
  const told: number[] = []
  const outcome = await clock.runUntilIdle(
    tcpBanner({ connector, clock, ...opener }).probe(endpoint, {
      ...attempt,
      answered: () => told.push(clock.now()),
    }),
  )
  return {
    exchanges: (outcome as Verdict & { exchanges?: readonly Exchange[] }).exchanges,
    told,
    over: clock.now(),
  }
}

describe('tcpBanner', () => {
  test('keeps a greeting', async () => {
    const { exchanges: kept, told } = await exchanges(script.greets('220 ready\r\n'))
    expect(kept).toHaveLength(1)
    expect(kept![0]).toMatchObject({ probe: 'listen', end: 'data', truncated: false })
    expect(kept![0]!.sent).toHaveLength(0)
    expect(Buffer.from(kept![0]!.received).toString()).toBe('220 ready\r\n')
    expect(told).toEqual([40])
  })

  test('sends the opener’s words and keeps the answer', async () => {
    const { exchanges: kept } = await exchanges(
      script.answers((heard) => `you said ${Buffer.from(heard).toString()}`),
      hello,
    )
    expect(kept![0]).toMatchObject({ probe: 'echo', sent: hello.bytes, end: 'data' })
    expect(Buffer.from(kept![0]!.received).toString()).toBe('you said hello\r\n')
  })

  test('waits six round trips, at least 350 ms, for words; silence is an exchange too', async () => {
    const { exchanges: kept, told, over } = await exchanges('open')
    expect(kept![0]).toMatchObject({ end: 'silence', truncated: false })
    expect(told).toEqual([40])
    expect(over).toBe(40 + 350)
  })

  test('an opener that has nothing to say ends the conversation at the handshake', async () => {
    const { exchanges: kept, over } = await exchanges(script.greets('220 ready\r\n'), 'none')
    expect(kept).toBeUndefined()
    expect(over).toBe(40)
  })

  test('a flood is cut and says so', async () => {
    const { exchanges: kept } = await exchanges(script.floods(), { ...hello, enough: () => false })
    expect(kept![0]).toMatchObject({ end: 'data', truncated: true })
    expect(kept![0]!.received).toHaveLength(16_384)
  })

  test.each([
    ['close', script.closes],
    ['reset', script.resets],
  ])('tells a peer’s %s', async (end, peer) => {
    expect((await exchanges(peer)).exchanges![0]).toMatchObject({ end })
  })
})

describe('tcpBanner inside TLS', () => {
  const at = (port: number): Endpoint => ({ ...endpoint, address: '127.0.0.1', port })

  test('the handshake and what is said inside are exchanges of one connection', async () => {
    let connections = 0
    await using server = await tlsServer(
      (socket) => {
        connections++
        socket.on('data', (heard) => socket.write(`you said ${heard.toString()}`))
      },
      { ALPNProtocols: ['http/1.1'] },
    )
    const outcome = (await tcpBanner({ opener: () => inTls }).probe(
      at(server.port),
      testAttempt(),
    )) as Verdict
    const [handshake, inside] = outcome.exchanges!
    expect(outcome.exchanges).toHaveLength(2)
    expect(handshake).toMatchObject({ probe: 'tls', end: 'data', tls: { alpn: 'http/1.1' } })
    expect(handshake!.sent).toHaveLength(0)
    expect(inside).toMatchObject({ probe: 'echo', end: 'data', sent: hello.bytes, tls: { alpn: 'http/1.1' } })
    expect(Buffer.from(inside!.received).toString()).toBe('you said hello\r\n')
    expect(connections).toBe(1)
  })

  test('a refused handshake is an exchange', async () => {
    await using server = await tlsServer(() => {}, { ALPNProtocols: ['h2'] })
    const outcome = (await tcpBanner({ opener: () => inTls }).probe(
      at(server.port),
      testAttempt(),
    )) as Verdict
    expect(outcome).toMatchObject({ state: 'open', exchanges: [{ probe: 'tls', end: 'data' }] })
    expect(outcome.exchanges![0]!.tls?.error).toMatch(/ALERT_NO_APPLICATION_PROTOCOL$/)
  })

  test.each([
    ['a close', script.closes, 'close', 40],
    ['silence', script.silent, 'silence', 40 + 350],
  ])('%s in place of the handshake is an exchange, in the time for words', async (_, peer, end, time) => {
    const { exchanges: kept, over, told } = await exchanges(peer, inTls)
    expect(kept).toMatchObject([{ probe: 'tls', end }])
    expect(told).toEqual([40])
    expect(over).toBe(time)
  })
})
