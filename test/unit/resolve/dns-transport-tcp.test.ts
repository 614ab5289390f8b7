import type { Socket } from 'node:net'
import { expect, test } from 'vitest'
import type { ResolveFailure } from '../../../src/model/errors.ts'
import { reply } from '../../support/dns-bytes.ts'
import { framed, type DnsPeerScript } from '../../support/dns-peer.ts'
import { failure, peerOf, resolverAt, right } from '../../support/dns-resolver-at.ts'
import { backTo, openHandles } from '../../support/open-handles.ts'

const v4 = { family: 4 } as const

const cut = (query: Buffer): Buffer => reply(query, { flags: 0x8380 })
const scripts: Record<string, [NonNullable<DnsPeerScript['tcp']>, ResolveFailure]> = {
  silence: [() => {}, 'timeout'],
  'a length and nothing more': [(_, socket) => socket.write(Buffer.from([1, 0])), 'timeout'],
  'one byte at a time, for ever': [
    (query, socket) => drip(framed(right(query)).subarray(0, 20), socket),
    'timeout',
  ],
  'the end too early': [
    (query, socket) => socket.end(framed(right(query)).subarray(0, 20)),
    'server-failure',
  ],
  'a length of zero': [(_, socket) => socket.write(Buffer.from([0, 0])), 'malformed'],
  'another id': [
    (query, socket) => socket.write(framed(reply(query, { id: query.readUInt16BE(0) ^ 1 }))),
    'malformed',
  ],
  '64 KiB of zeros': [
    (_, socket) => socket.write(Buffer.concat([Buffer.from([0xff, 0xff]), Buffer.alloc(70_000)])),
    'malformed',
  ],
  'a reset': [(_, socket) => socket.resetAndDestroy(), 'server-failure'],
}

test.each(Object.entries(scripts))(
  'what TCP says after a cut answer: %s (H39)',
  async (_, [tcp, expected]) => {
    const peer = await peerOf({ udp: (query, send) => send(cut(query)), tcp })
    const before = openHandles()
    const started = performance.now()
    const error = await failure(resolverAt(peer, { timeout: 300 }).resolve('host.example', v4))
    expect(['malformed', 'server-failure', 'timeout']).toContain(error.failure)
    expect(error.failure).toBe(expected)
    expect(performance.now() - started).toBeLessThan(3000)
    await backTo(before)
  },
)

test('in pieces', async () => {
  const peer = await peerOf({
    udp: (query, send) => send(cut(query)),
    tcp: (query, socket) => drip(framed(right(query)), socket, 1),
  })
  expect(await resolverAt(peer).resolve('host.example', v4)).toEqual(['192.0.2.7'])
})

test('refused', async () => {
  const peer = await peerOf({ udp: (query, send) => send(cut(query)), noTcp: true })
  expect((await failure(resolverAt(peer).resolve('host.example', v4))).failure).toBe('refused')
})

function drip(bytes: Buffer, socket: Socket, pause = 20): void {
  let at = 0
  const timer = setInterval(() => {
    if (at === bytes.length || socket.destroyed) clearInterval(timer)
    else socket.write(bytes.subarray(at, ++at))
  }, pause)
  socket.on('close', () => clearInterval(timer))
}
