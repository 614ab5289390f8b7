import { describe, expect, test } from 'vitest'
import { EndpointRecord, KEPT_IN_ALL, QUESTION_TIME } from '../../../src/fingerprint/endpoint-record.ts'
import { manualClock } from '../../support/manual-clock.ts'

const clock = manualClock()
const endpoint = {
  address: '192.0.2.7',
  family: 4 as const,
  port: 25,
  transport: 'tcp' as const,
  name: 'mail.example',
}
const nothing = new Uint8Array(0)
const record = (rtt = 0): EndpointRecord =>
  new EndpointRecord(endpoint, { clock, random: () => 0.5, time: 15_000, rtt })

describe('the record of an endpoint', () => {
  test('keeps at most 256 KiB of exchanges', () => {
    const kept = record()
    const received = new Uint8Array(16_384)
    for (let at = 0; at < 40; at++) {
      kept.keep({ probe: 'x', sent: new Uint8Array(100), received, truncated: false, end: 'data', rtt: 1 })
    }
    const size = kept.exchanges.reduce((sum, one) => sum + one.sent.length + one.received.length, 0)
    expect(size).toBeLessThanOrEqual(KEPT_IN_ALL)
    expect(kept.exchanges).toHaveLength(15)
  })

  test('what is said again takes no memory again', () => {
    const kept = record()
    for (const text of ['same', 'other', 'same'])
      kept.keep({
        probe: 'x',
        sent: new Uint8Array(1),
        received: Buffer.from(text),
        truncated: false,
        end: 'data',
        rtt: 1,
      })
    const [first, other, again] = kept.exchanges
    expect(again!.received).toBe(first!.received)
    expect(Buffer.from(other!.received).toString()).toBe('other')
  })

  test('keeps 4 KiB of what nobody knows, once however often it is said', () => {
    const kept = record()
    for (let at = 0; at < 40; at++) {
      const received = new Uint8Array(16_384)
      kept.keep({ probe: `x${String(at)}`, sent: nothing, received, truncated: false, end: 'data', rtt: 1 })
      kept.shorten(received)
    }
    expect(kept.exchanges).toHaveLength(40)
    expect(new Set(kept.exchanges.map((one) => one.received.buffer.byteLength))).toEqual(new Set([4_096]))
    expect(new Set(kept.exchanges.map((one) => one.received)).size).toBe(1)
    expect(kept.exchanges.every((one) => one.truncated)).toBe(true)
    expect(kept.saysAnyway('y', new Uint8Array(16_384))).toBe(true)
  })

  test('remembers what nobody knows, and only a little of it', () => {
    const kept = record()
    const flood = new Uint8Array(16_384).fill(120)
    expect(kept.isUnknown(flood)).toBe(false)
    kept.noteUnknown(flood)
    kept.noteUnknown(nothing)
    expect(kept.isUnknown(flood.slice())).toBe(true)
    expect(kept.isUnknown(flood.subarray(0, 4_095))).toBe(false)
    expect(kept.isUnknown(nothing)).toBe(false)
  })

  test('knows what is said whatever is asked, by the scan too', () => {
    const said = (probe: string, text: string) => {
      const [sent, received] = [new Uint8Array(1), Buffer.from(text)]
      return { probe, sent, received, truncated: false, end: 'data' as const, rtt: 1 }
    }
    const options = { clock, random: () => 0.5, time: 15_000, rtt: 0, before: [said('http', 'S')] }
    const kept = new EndpointRecord(endpoint, options)
    expect(kept.saysAnyway('postgresql', Buffer.from('S'))).toBe(true)
    expect(kept.saysAnyway('http', Buffer.from('S'))).toBe(false)
    expect(kept.saysAnyway('postgresql', Buffer.from('N'))).toBe(false)
    kept.keep(said('redis', 'N'))
    kept.keep(said('redis', ''))
    expect(kept.saysAnyway('postgresql', Buffer.from('N'))).toBe(true)
    expect(kept.saysAnyway('postgresql', Buffer.alloc(0))).toBe(false)
  })

  test('starts to count time with the first connection', async () => {
    const timed = record()
    let contacts = 0
    timed.onContact(() => contacts++)
    await clock.advance(60_000)
    expect([timed.peerTime.elapsed, timed.time, contacts]).toEqual([0, QUESTION_TIME, 0])
    timed.connected(5)
    timed.connected(5)
    timed.onContact(() => contacts++)
    await clock.advance(12_000)
    expect([timed.peerTime.elapsed, timed.time, contacts]).toEqual([12_000, 3_000, 2])
    await clock.advance(12_000)
    expect(timed.time).toBe(0)
  })

  test('derives the silence from the round trip, within reason', () => {
    const far = record(10)
    expect(far.silence).toBe(280)
    far.connected(200)
    far.connected(200)
    far.connected(200)
    expect(far.silence).toBeGreaterThan(650)
    for (let time = 0; time < 20; time++) far.connected(90_000)
    expect(far.silence).toBeCloseTo(4_000, -1)
  })

  test('takes one late handshake for what it may be, our own doing', () => {
    const near = record(1)
    near.connected(500)
    near.connected(1)
    expect(near.silence).toBe(280)
  })

  test('gives a peer that has just reacted slowly more time, but not for ever', () => {
    const slow = record(1)
    slow.reacted(300)
    expect(slow.silence).toBe(450)
    slow.reacted(90_000)
    expect(slow.silence).toBe(600)
    slow.reacted(2)
    expect(slow.silence).toBe(280)
  })

  test('gives hellos and matchers what they may know', () => {
    expect(record().hello(true)).toMatchObject({
      address: '192.0.2.7',
      port: 25,
      name: 'mail.example',
      tls: true,
    })
    expect(record().context('smtp', Uint8Array.of(1), { version: 'TLSv1.3' })).toEqual({
      probe: 'smtp',
      sent: Uint8Array.of(1),
      port: 25,
      transport: 'tcp',
      tls: { version: 'TLSv1.3' },
    })
  })
})
