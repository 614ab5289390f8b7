import { describe, expect, test } from 'vitest'
import { EndpointRecord } from '../../../src/fingerprint/endpoint-record.ts'
import { Line } from '../../../src/fingerprint/line.ts'
import { manualClock, type ManualClock } from '../../support/manual-clock.ts'
import { memoryNetwork, type Found, type MemoryNetwork } from '../../support/memory-network.ts'
import { answers, closes, greets, silent, type PeerScript } from '../../support/peer-script.ts'

const endpoint = { address: '192.0.2.7', family: 4 as const, port: 4321, transport: 'tcp' as const }
const bytes = (text: string): Uint8Array => Buffer.from(text)
const nothing = new Uint8Array(0)

function lineTo(found: Found): {
  line: Line
  clock: ManualClock
  network: MemoryNetwork
  record: EndpointRecord
} {
  const clock = manualClock()
  const network = memoryNetwork({ ports: () => found, latency: 10, clock })
  const record = new EndpointRecord(endpoint, { clock, random: () => 0.5, time: 15_000, rtt: 10 })
  return { line: new Line(record, network.connector), clock, network, record }
}

describe('a line', () => {
  test('says, hears, and puts both on record', async () => {
    const { line, clock, record } = lineTo(answers((heard) => `heard ${Buffer.from(heard).toString()}`))
    expect(await clock.runUntilIdle(line.dial())).toBeUndefined()
    const received = await clock.runUntilIdle(line.say('x', bytes('hi')))
    expect(Buffer.from(received!.bytes).toString()).toBe('heard hi')
    expect(record.exchanges).toMatchObject([{ probe: 'x', sent: bytes('hi'), end: 'data', truncated: false }])
    expect(record.connections).toBe(1)
    expect(line.connected).toBe(true)
  })

  test('hangs up where the peer does', async () => {
    const { line, clock, network } = lineTo(closes)
    await clock.runUntilIdle(line.dial())
    expect(await clock.runUntilIdle(line.say('x', nothing))).toMatchObject({ end: 'close' })
    expect(line.connected).toBe(false)
    expect(await line.say('x', nothing)).toBeUndefined()
    expect(network.open).toBe(0)
  })

  test('says how a dial failed', async () => {
    const { line, clock } = lineTo('closed')
    expect(await clock.runUntilIdle(line.dial())).toMatchObject({ code: 'ECONNREFUSED' })
    expect(line.connected).toBe(false)
  })

  test('gives up on a dial that nobody answers after 3 s', async () => {
    const { line, clock } = lineTo('filtered')
    expect(await clock.runUntilIdle(line.dial())).toMatchObject({ code: 'ETIMEDOUT' })
    expect(clock.now()).toBe(3_000)
  })

  test('tells when the peer is quiet for longer than an answer should take, and goes on waiting', async () => {
    const { line, clock } = lineTo((peer) => peer.after(2_000, () => peer.send('late')))
    const quiet: number[] = []
    line.onQuiet = () => quiet.push(clock.now())
    await clock.runUntilIdle(line.dial())
    const received = await clock.runUntilIdle(line.say('x', nothing))
    expect(Buffer.from(received!.bytes).toString()).toBe('late')
    expect(quiet).toEqual([290])
  })

  test('is not quiet while an answer is coming', async () => {
    const { line, clock } = lineTo(greets('first', (peer) => peer.after(200, () => peer.send('\n'))))
    let quiet = 0
    line.onQuiet = () => quiet++
    await clock.runUntilIdle(line.dial())
    await clock.runUntilIdle(line.say('x', nothing, (answer) => answer.includes(10)))
    expect(quiet).toBe(0)
  })

  test('never waits longer than a question may take, nor longer than it is told to', async () => {
    const { line, clock } = lineTo(silent)
    await clock.runUntilIdle(line.dial())
    expect(await clock.runUntilIdle(line.say('x', nothing, undefined, 500))).toMatchObject({ end: 'silence' })
    expect(clock.now()).toBe(510)
    await clock.runUntilIdle(line.say('x', nothing))
    expect(clock.now()).toBe(5_510)
  })

  test('dials anew when it is told to, and closes what was there', async () => {
    const { line, clock, network } = lineTo(silent)
    await clock.runUntilIdle(line.dial())
    await clock.runUntilIdle(line.dial())
    expect(network).toMatchObject({ dials: 2, open: 1 })
    line.hangUp()
    expect(network.open).toBe(0)
  })

  test('says goodbye and gives the peer a moment, not more', async () => {
    const heard: string[] = []
    const script: PeerScript = (peer) => peer.listen((said) => heard.push(Buffer.from(said).toString()))
    const { line, clock, network } = lineTo(script)
    await clock.runUntilIdle(line.dial())
    await clock.runUntilIdle(line.leave(bytes('QUIT')))
    expect(heard).toEqual(['QUIT'])
    expect(clock.now()).toBeLessThanOrEqual(10 + 250)
    expect(network.open).toBe(0)
  })

  test('ends at once in the middle of anything, for good, and off the record', async () => {
    const { line, clock, network, record } = lineTo(silent)
    const dialling = line.dial()
    line.end()
    expect(await clock.runUntilIdle(dialling)).toMatchObject({ code: 'ECANCELED' })
    expect(await line.dial()).toMatchObject({ code: 'ECANCELED' })
    expect(network).toMatchObject({ dialling: 0, open: 0 })

    const other = lineTo(silent)
    await other.clock.runUntilIdle(other.line.dial())
    const saying = other.line.say('x', bytes('hi'))
    other.line.end()
    expect(await saying).toBeUndefined()
    expect(other.network.open).toBe(0)
    expect([...record.exchanges, ...other.record.exchanges]).toEqual([])
  })

  test('cannot speak TLS where it is not connected', async () => {
    const { line } = lineTo(silent)
    expect(await line.secure()).toMatchObject({ code: 'ECANCELED' })
  })
})
