import { describe, expect, test } from 'vitest'
import { dnsResolver } from '../../../src/resolve/dns-resolver.ts'
import {
  A,
  a,
  AAAA,
  labelled,
  nameOf,
  PTR,
  QUESTION_NAME,
  record,
  reply,
  SOA,
  typeOf,
  wire,
} from '../../support/dns-bytes.ts'
import { framed } from '../../support/dns-peer.ts'
import { failure, peerOf, resolverAt, right } from '../../support/dns-resolver-at.ts'
import { abortListeners, backTo, openHandles } from '../../support/open-handles.ts'

const v4 = { family: 4 } as const

describe('answers', () => {
  test('A and AAAA are asked together, IPv4 first', async () => {
    const v6 = Buffer.from('20010db8000000000000000000000001', 'hex')
    const peer = await peerOf({
      udp: (query, send) =>
        send(
          typeOf(query) === A ? right(query) : reply(query, { answers: [record(QUESTION_NAME, AAAA, v6)] }),
        ),
    })
    expect(await resolverAt(peer).resolve('Host.Example')).toEqual(['192.0.2.7', '2001:db8::1'])
    expect(peer.datagrams.map(({ bytes }) => nameOf(bytes))).toEqual(['host.example', 'host.example'])
  })

  test('one family is enough where the other fails', async () => {
    for (const flags of [0x8183, 0x8182, 0x8185]) {
      const peer = await peerOf({
        udp: (query, send) => send(typeOf(query) === A ? right(query) : reply(query, { flags })),
      })
      expect(await resolverAt(peer).resolve('host.example')).toEqual(['192.0.2.7'])
    }
  })

  test('a family that is silent does not spoil the other', async () => {
    const peer = await peerOf({ udp: (query, send) => typeOf(query) === A && send(right(query)) })
    expect(await resolverAt(peer, { timeout: 100 }).resolve('host.example')).toEqual(['192.0.2.7'])
  })

  test('no such name, and no such data', async () => {
    const soa = record('example', SOA, Buffer.alloc(22))
    for (const parts of [{ flags: 0x8183 }, {}, { authorities: [soa] }]) {
      const peer = await peerOf({ udp: (query, send) => send(reply(query, parts)) })
      expect((await failure(resolverAt(peer).resolve('host.example'))).failure).toBe('not-found')
      expect(peer.datagrams.length).toBe(2)
    }
  })

  test('at most 64 addresses of 4,000 (H38)', async () => {
    const many = Array.from({ length: 4000 }, (_, i) => a(QUESTION_NAME, `10.0.${i >> 8}.${i & 255}`))
    const peer = await peerOf({
      udp: (query, send) => send(reply(query, { flags: 0x8380 })),
      tcp: (query, socket) => socket.write(framed(reply(query, { answers: many }))),
    })
    expect(await resolverAt(peer).resolve('host.example', v4)).toHaveLength(64)
  })

  test('localhost is answered without asking', async () => {
    const peer = await peerOf({})
    expect(await resolverAt(peer).resolve('LOCALHOST.')).toEqual(['127.0.0.1', '::1'])
    expect(await resolverAt(peer).resolve('a.localhost', { family: 6 })).toEqual(['::1'])
    expect(peer.datagrams).toEqual([])
  })
})

describe('reverse', () => {
  test('asks under in-addr.arpa and ip6.arpa', async () => {
    const peer = await peerOf({
      udp: (query, send) =>
        send(reply(query, { answers: [record(QUESTION_NAME, PTR, wire('Ptr.Example'))] })),
    })
    expect(await resolverAt(peer).reverse('192.0.2.1')).toEqual(['ptr.example'])
    expect(await resolverAt(peer).reverse('2001:db8::1')).toEqual(['ptr.example'])
    expect(peer.datagrams.map(({ bytes }) => nameOf(bytes))).toEqual([
      '1.2.0.192.in-addr.arpa',
      `1.${'0.'.repeat(23)}8.b.d.0.1.0.0.2.ip6.arpa`,
    ])
  })

  test('names that are no host names are left out (H40)', async () => {
    const hostile = ['<script>', '\u001b]0;x\u0007', 'a\0b', 'dot.dot', ' ', '-x', 'ü', '127'].map((text) =>
      record(
        QUESTION_NAME,
        PTR,
        labelled(Buffer.from(text, 'latin1'), ...(text === '127' ? [] : [Buffer.from('example')])),
      ),
    )
    const peer = await peerOf({
      udp: (query, send) =>
        send(reply(query, { answers: [...hostile, record(QUESTION_NAME, PTR, wire('good.example'))] })),
    })
    expect(await resolverAt(peer).reverse('192.0.2.1')).toEqual(['good.example'])
  })

  test('no name is an empty list, a failure is an error', async () => {
    const none = await peerOf({ udp: (query, send) => send(reply(query, { flags: 0x8183 })) })
    expect(await resolverAt(none).reverse('192.0.2.1')).toEqual([])
    const failing = await peerOf({ udp: (query, send) => send(reply(query, { flags: 0x8182 })) })
    expect((await failure(resolverAt(failing).reverse('192.0.2.1'))).failure).toBe('server-failure')
    expect((await failure(resolverAt(none).reverse('nonsense'))).failure).toBe('bad-name')
  })
})

describe('bounds', () => {
  test('a name that cannot be asked is refused before anything is sent (H42)', async () => {
    const peer = await peerOf({})
    const bad = [
      '',
      '.',
      'a..b',
      'x'.repeat(64),
      `${'x.'.repeat(127)}x`,
      'a b',
      'a\0.example',
      '-a',
      '127.1',
      '0x7f.0x1',
      '1',
      'a/b',
      '<x>',
    ]
    for (const name of bad)
      expect((await failure(resolverAt(peer).resolve(name))).failure, name).toBe('bad-name')
    expect(peer.datagrams).toEqual([])
  })

  test('a servers list that cannot be read', () => {
    for (const server of [
      '',
      'dns.example',
      '192.0.2.1:0',
      '192.0.2.1:99999',
      '[2001:db8::1',
      '192.0.2.300',
      '1.1',
    ]) {
      expect(() => dnsResolver({ servers: [server] }), server).toThrow(/servers: expected an address/)
    }
    expect(() => dnsResolver({ servers: [] })).toThrow(/at least one/)
  })

  test('abort ends at once with its reason and leaves nothing open', async () => {
    const peer = await peerOf({
      udp: (query, send) => typeOf(query) === A && send(reply(query, { flags: 0x8380 })),
    })
    const before = openHandles()
    const abort = new AbortController()
    const asked = resolverAt(peer, { timeout: 60_000 }).resolve('host.example', { signal: abort.signal })
    while (peer.streams.length === 0) await new Promise((later) => setTimeout(later, 2))
    const reason = new Error('enough')
    abort.abort(reason)
    await expect(asked).rejects.toBe(reason)
    await backTo(before)
    expect(abortListeners(abort.signal)).toBe(0)
    await expect(resolverAt(peer).resolve('host.example', { signal: abort.signal })).rejects.toBe(reason)
  })

  test('a hundred answers, good and bad, leave no sockets and no listeners', async () => {
    const peer = await peerOf({
      udp: (query, send) =>
        send(Number(nameOf(query)[1]) % 2 ? right(query) : reply(query, { flags: 0x8183 })),
    })
    const before = openHandles()
    const abort = new AbortController()
    const resolver = resolverAt(peer, { concurrency: 10 })
    await Promise.allSettled(
      Array.from({ length: 100 }, (_, i) =>
        resolver.resolve(`n${i % 10}.example`, {
          signal: i < 10 ? abort.signal : new AbortController().signal,
        }),
      ),
    )
    await backTo(before)
    expect(abortListeners(abort.signal)).toBe(0)
    expect(peer.datagrams.length).toBe(200)
  })

  test('no more questions under way than allowed', async () => {
    let underWay = 0
    let most = 0
    const peer = await peerOf({
      udp: (query, send) => {
        most = Math.max(most, ++underWay)
        setTimeout(() => {
          underWay--
          send(right(query))
        }, 5)
      },
    })
    const resolver = resolverAt(peer, { concurrency: 3 })
    await Promise.all(Array.from({ length: 12 }, (_, i) => resolver.resolve(`n${i}.example`, v4)))
    expect(most).toBeLessThanOrEqual(3)
    expect(most).toBeGreaterThan(1)
  })

  test('the time-out is hard: dribbled wrong answers do not put it off', async () => {
    const peer = await peerOf({
      udp: (query, send) => {
        for (let i = 1; i < 15; i++) setTimeout(() => send(reply(query, { id: 1 })), i * 60)
      },
    })
    const started = performance.now()
    await failure(resolverAt(peer, { timeout: 200 }).resolve('host.example', v4))
    expect(performance.now() - started).toBeLessThan(700)
  })
})
