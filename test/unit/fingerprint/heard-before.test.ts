import { expect, test } from 'vitest'
import { heardBefore } from '../../../src/fingerprint/heard-before.ts'
import { commonServices } from '../../../src/fingerprint/services/index.ts'
import type { Exchange, PortResult } from '../../../src/model/result.ts'

const options = { probes: commonServices, failed: () => {}, tls: true }

function heard(received: string, more: Partial<Exchange> = {}): PortResult {
  const exchange: Exchange = {
    probe: 'http',
    sent: Buffer.from('GET / HTTP/1.0\r\n\r\n'),
    received: Buffer.from(received),
    truncated: false,
    end: 'data',
    rtt: 1,
    ...more,
  }
  return {
    kind: 'port',
    target: '192.0.2.7',
    address: '192.0.2.7',
    family: 4,
    port: 4321,
    transport: 'tcp',
    state: 'open',
    reason: 'syn-ack',
    rtt: 1,
    attempts: 1,
    at: '2026-11-21T00:00:00.000Z',
    exchanges: [exchange],
  }
}

test('an answer that names it settles the notes', () => {
  const notes = heardBefore(heard('SSH-2.0-OpenSSH_9.6\r\n'), options)
  expect(notes.settled).toBe(true)
  expect(notes.finding?.match).toMatchObject({ name: 'ssh', product: 'OpenSSH' })
  expect(notes.asked).toEqual([{ name: 'http', tls: false, reaction: 'data', hasty: true }])
})

test('what nobody knows, silence and a close do not', () => {
  const strange = heardBefore(heard('\u0007'), options)
  expect([strange.settled, strange.unknownData]).toEqual([false, true])
  const quiet = heardBefore(heard('', { end: 'silence' }), options)
  expect([quiet.settled, quiet.unknownData, quiet.asked[0]?.reaction]).toEqual([false, false, 'silence'])
  const { exchanges: _, ...nothing } = heard('')
  expect(heardBefore(nothing, options).asked).toEqual([])
})

test('what was heard inside TLS is told from what was heard outside', () => {
  const tls = { version: 'TLSv1.3' }
  const inside = heardBefore(heard('HTTP/1.1 200 OK\r\n\r\n', { tls }), options)
  expect(inside.asked[0]).toMatchObject({ name: 'http', tls: true })
  expect(inside.finding?.context.tls).toEqual(tls)
})

test('a handshake is asked again: its session has ended, and a refusal may be answered with another offer', () => {
  const refused = Buffer.from([21, 3, 3, 0, 2, 2, 40])
  const unknown = Buffer.from('?')
  for (const received of [refused, unknown]) {
    const notes = heardBefore(heard('', { probe: 'tls', received, tls: { error: 'ERR' } }), options)
    expect([notes.asked, notes.finding, notes.unknownData]).toEqual([[], undefined, false])
  }
})

test('what answers a ClientHello with words of its own has been asked', () => {
  const notes = heardBefore(heard('HTTP/1.1 400 Bad Request\r\n\r\n', { probe: 'tls' }), options)
  expect(notes.asked).toMatchObject([{ name: 'tls', reaction: 'data' }])
  expect(notes.finding?.match.name).toBe('http')
})

test('a handshake that ends without a word is known, so that it counts with other closes', () => {
  const notes = heardBefore(heard('', { probe: 'tls', end: 'close', tls: { error: 'ECONNRESET' } }), options)
  expect(notes.asked).toEqual([{ name: 'tls', tls: false, reaction: 'close', hasty: true }])
})
