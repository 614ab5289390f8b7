import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { describe, expect, onTestFinished, test } from 'vitest'
import { scan, type PortResult, type ScanOptions } from '../../src/index.ts'
import { backTo, openHandles } from '../support/open-handles.ts'
import { answering, closedUdpPort, udpPeer } from '../support/udp-peer.ts'

const ADDRESS = { udp4: '127.0.0.1', udp6: '::1' } as const

async function scanned(ports: readonly number[], options: ScanOptions = {}, address = '127.0.0.1') {
  const before = openHandles()
  const run = scan(address, { ports: `U:${ports.join(',')}`, states: 'all', timeout: 300, ...options })
  const results = new Map<number, PortResult>()
  for await (const result of run) results.set(result.port, result)
  await backTo(before)
  return { results, stats: run.stats }
}

describe.each(['udp4', 'udp6'] as const)('over %s on loopback', (type) => {
  test('open, closed and silent ports are told apart', async () => {
    const open = await udpPeer(answering(Buffer.from('hello')), type)
    const silent = await udpPeer(() => {}, type)
    const closed = await closedUdpPort(type)
    const { results, stats } = await scanned([open, silent, closed], {}, ADDRESS[type])
    expect(results.get(open)).toMatchObject({
      transport: 'udp',
      state: 'open',
      reason: 'udp-response',
      attempts: 1,
      banner: Uint8Array.from(Buffer.from('hello')),
      exchanges: [{ end: 'data', truncated: false }],
    })
    expect(results.get(closed)).toMatchObject({
      state: 'closed',
      reason: 'port-unreach',
      errorCode: 'ECONNREFUSED',
    })
    expect(results.get(silent)).toMatchObject({ state: 'open|filtered', reason: 'no-response', rtt: 0 })
    expect(results.get(silent)!.attempts).toBeGreaterThanOrEqual(2)
    expect(stats).toMatchObject({ done: 3, unprobed: 0, inFlight: 0 })
  })
})

test('an empty answer is an answer', async () => {
  const port = await udpPeer(answering(Buffer.alloc(0)))
  const { results } = await scanned([port])
  expect(results.get(port)).toMatchObject({ state: 'open', reason: 'udp-response' })
  expect(results.get(port)).not.toHaveProperty('banner')
})

test('of a huge answer 16 KiB are kept', async () => {
  const port = await udpPeer(answering(Buffer.alloc(60_000, 0x41)))
  const { results } = await scanned([port])
  const { exchanges } = results.get(port)!
  expect(exchanges![0]).toMatchObject({ truncated: true })
  expect(exchanges![0]!.received).toHaveLength(16_384)
})

test('a flood ends with its first datagram', async () => {
  let sent = 0
  const port = await udpPeer((_heard, from, socket) => {
    for (let more = 0; more < 200; more++, sent++) socket.send(Buffer.alloc(1_000), from.port, from.address)
  })
  const { results } = await scanned([port])
  expect(results.get(port)!.exchanges![0]!.received).toHaveLength(1_000)
  expect(sent).toBe(200)
})

test('what another address answers is nobody’s answer, and what another port does is one to TFTP alone', async () => {
  const other = createSocket('udp4').bind(0, '127.0.0.1')
  const elsewhere = createSocket('udp4').bind(0, '127.0.0.2')
  await Promise.all([once(other, 'listening'), once(elsewhere, 'listening')])
  onTestFinished(() => void (other.close(), elsewhere.close()))
  let heard = 0
  const port = await udpPeer((words, from) => {
    heard++
    // A read request (RFC 1350, section 5) is answered from a port of its own.
    const isTftp = words.readUInt16BE(0) === 1 && /^\w+\0\w+\0$/.test(words.toString('latin1', 2))
    for (const socket of isTftp ? [elsewhere] : [other, elsewhere])
      socket.send('forged', from.port, '127.0.0.1')
  })
  const { results } = await scanned([port])
  expect(heard).toBeGreaterThan(1)
  expect(results.get(port)).toMatchObject({ state: 'open|filtered', reason: 'no-response' })
})

test('a port that is unknown hears all the usual questions, one a try', async () => {
  const heard = new Set<string>()
  const port = await udpPeer((bytes) => void heard.add(bytes.toString('hex')))
  const { results } = await scanned([port])
  expect(heard.size).toBeGreaterThanOrEqual(results.get(port)!.attempts - 1)
  expect(results.get(port)!.attempts).toBeGreaterThanOrEqual(5)
})

test('both transports of one host are one host', async () => {
  const port = await udpPeer(answering(Buffer.from('x')))
  const report = await scan('127.0.0.1', { ports: [port], udp: true, states: 'all' }).report()
  expect(report.hosts).toHaveLength(1)
  expect(report.hosts[0]!.ports.map(({ transport, state }) => [transport, state])).toEqual([
    ['tcp', 'closed'],
    ['udp', 'open'],
  ])
  expect(report.hosts[0]!.scanned).toBe(`${port},U:${port}`)
})

test('an abort and a break leave nothing open', async () => {
  const before = openHandles()
  const silent = await Promise.all(Array.from({ length: 20 }, () => udpPeer(() => {})))
  const with20 = openHandles()
  const abort = new AbortController()
  const run = scan('127.0.0.1', { ports: `U:${silent.join(',')}`, states: 'all', signal: abort.signal })
  setTimeout(() => abort.abort(new Error('enough')), 30)
  await expect(run.report()).rejects.toThrow('enough')
  await backTo(with20)
  expect(before).not.toEqual(with20)
})

test('the source address is the one asked for', async () => {
  const from = new Set<string>()
  const port = await udpPeer((_heard, info, socket) => {
    from.add(info.address)
    socket.send('x', info.port, info.address)
  })
  const { results } = await scanned([port], { localAddress: '127.0.0.3' })
  expect(results.get(port)!.state).toBe('open')
  expect([...from]).toEqual(['127.0.0.3'])
})

test('all ports of this machine, and never itself', { timeout: 60_000 }, async () => {
  const port = await udpPeer(answering(Buffer.from('x')))
  const open: number[] = []
  const run = scan('127.0.0.1', { ports: `U:${port - 2000}-${Math.min(65_535, port + 2000)}`, retries: 1 })
  for await (const result of run) open.push(result.port)
  expect(open).toContain(port)
  expect(run.stats.states.closed?.['port-unreach']).toBeGreaterThan(3_900)
})
