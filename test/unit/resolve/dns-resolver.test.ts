import type { Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { ScanError, type ResolveFailure } from '../../../src/model/errors.ts'
import { dnsResolver, type DnsResolverOptions } from '../../../src/resolve/dns-resolver.ts'
import {
  A,
  a,
  AAAA,
  cname,
  labelled,
  nameOf,
  PTR,
  record,
  reply,
  SOA,
  typeOf,
  wire,
} from '../../support/dns-bytes.ts'
import { QUESTION_NAME } from '../../support/dns-bytes.ts'
import { dnsPeer, framed, type DnsPeer, type DnsPeerScript } from '../../support/dns-peer.ts'
import { abortListeners, backTo, openHandles } from '../../support/open-handles.ts'

const peers: DnsPeer[] = []
afterEach(async () => {
  await Promise.all(peers.splice(0).map((peer) => peer.close()))
})

async function peerOf(script: DnsPeerScript): Promise<DnsPeer> {
  const peer = await dnsPeer(script)
  peers.push(peer)
  return peer
}

function resolverOf(peer: DnsPeer, options: Partial<DnsResolverOptions> = {}) {
  return dnsResolver({ servers: [peer.server], timeout: 2000, retries: 0, ...options })
}

async function failure(promise: Promise<unknown>): Promise<ScanError & { failure: ResolveFailure }> {
  const error: unknown = await promise.then(
    (value) => new Error(`resolved to ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  )
  if (!(error instanceof ScanError)) throw error
  expect(error.code).toBe('ERR_RESOLVE')
  return error as ScanError & { failure: ResolveFailure }
}

const right = (query: Buffer): Buffer => reply(query, { answers: [a(QUESTION_NAME, '192.0.2.7')] })
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
    expect(await resolverOf(peer).resolve('Host.Example')).toEqual(['192.0.2.7', '2001:db8::1'])
    expect(peer.datagrams.map(({ bytes }) => nameOf(bytes))).toEqual(['host.example', 'host.example'])
  })

  test('one family is enough where the other fails', async () => {
    for (const flags of [0x8183, 0x8182, 0x8185]) {
      const peer = await peerOf({
        udp: (query, send) => send(typeOf(query) === A ? right(query) : reply(query, { flags })),
      })
      expect(await resolverOf(peer).resolve('host.example')).toEqual(['192.0.2.7'])
    }
  })

  test('a family that is silent does not spoil the other', async () => {
    const peer = await peerOf({ udp: (query, send) => typeOf(query) === A && send(right(query)) })
    expect(await resolverOf(peer, { timeout: 100 }).resolve('host.example')).toEqual(['192.0.2.7'])
  })

  test('no such name, and no such data', async () => {
    const soa = record('example', SOA, Buffer.alloc(22))
    for (const parts of [{ flags: 0x8183 }, {}, { authorities: [soa] }]) {
      const peer = await peerOf({ udp: (query, send) => send(reply(query, parts)) })
      expect((await failure(resolverOf(peer).resolve('host.example'))).failure).toBe('not-found')
      expect(peer.datagrams.length).toBe(2)
    }
  })

  test.each([
    [0x8182, 'server-failure'],
    [0x8185, 'refused'],
    [0x8189, 'server-failure'],
  ])('response code in %i is %s, with the server in the text', async (flags, expected) => {
    const peer = await peerOf({ udp: (query, send) => send(reply(query, { flags })) })
    const error = await failure(resolverOf(peer).resolve('host.example', v4))
    expect(error.failure).toBe(expected)
    expect(error.message).toContain(peer.server)
    expect(error.input).toBe('host.example')
  })

  test('a closed port is refused at once', async () => {
    const peer = await dnsPeer({})
    await peer.close()
    const started = performance.now()
    expect((await failure(resolverOf(peer, { timeout: 60_000 }).resolve('host.example'))).failure).toBe(
      'refused',
    )
    expect(performance.now() - started).toBeLessThan(5000)
  })

  test('the next server is asked after a failure or silence', async () => {
    const silent = await peerOf({})
    const failing = await peerOf({ udp: (query, send) => send(reply(query, { flags: 0x8182 })) })
    const good = await peerOf({ udp: (query, send) => send(right(query)) })
    const servers = [silent, failing, good].map(({ server }) => server)
    const resolver = dnsResolver({ servers, timeout: 600, retries: 0 })
    expect(await resolver.resolve('host.example', v4)).toEqual(['192.0.2.7'])
    expect([silent, failing, good].map(({ datagrams }) => datagrams.length)).toEqual([1, 1, 1])
  })

  test('each try has a new port and a new id', async () => {
    const peer = await peerOf({})
    const error = await failure(resolverOf(peer, { timeout: 400, retries: 7 }).resolve('host.example', v4))
    expect(error.failure).toBe('timeout')
    expect(peer.datagrams.length).toBe(8)
    expect(new Set(peer.datagrams.map(({ port }) => port)).size).toBeGreaterThan(6)
    expect(new Set(peer.datagrams.map(({ bytes }) => bytes.readUInt16BE(0))).size).toBeGreaterThan(6)
  })

  test('a server older than EDNS is asked without it', async () => {
    for (const bare of [false, true]) {
      const peer = await peerOf({
        udp: (query, send) => {
          const counts = [bare ? 0 : 1, 0, 0, 0] as const
          const refusal = reply(query, { flags: 0x8181, counts, ...(bare && { question: Buffer.alloc(0) }) })
          send(query.readUInt16BE(10) === 0 ? right(query) : refusal)
        },
      })
      expect(await resolverOf(peer).resolve('host.example', v4)).toEqual(['192.0.2.7'])
    }
  })

  test('at most 64 addresses of 4,000', async () => {
    const many = Array.from({ length: 4000 }, (_, i) => a(QUESTION_NAME, `10.0.${i >> 8}.${i & 255}`))
    const peer = await peerOf({
      udp: (query, send) => send(reply(query, { flags: 0x8380 })),
      tcp: (query, socket) => socket.write(framed(reply(query, { answers: many }))),
    })
    expect(await resolverOf(peer).resolve('host.example', v4)).toHaveLength(64)
  })

  test('localhost is answered without asking', async () => {
    const peer = await peerOf({})
    expect(await resolverOf(peer).resolve('LOCALHOST.')).toEqual(['127.0.0.1', '::1'])
    expect(await resolverOf(peer).resolve('a.localhost', { family: 6 })).toEqual(['::1'])
    expect(peer.datagrams).toEqual([])
  })
})

describe('wrong datagrams are dropped and the wait goes on', () => {
  const forged = (query: Buffer): Buffer => reply(query, { answers: [a(QUESTION_NAME, '203.0.113.66')] })
  const otherId = (query: Buffer): Buffer => {
    const wrong = forged(query)
    wrong.writeUInt16BE(query.readUInt16BE(0) ^ 1, 0)
    return wrong
  }
  const noResponse = (query: Buffer): Buffer => {
    const wrong = forged(query)
    wrong[2]! &= 0x7f
    return wrong
  }
  const otherName = (query: Buffer): Buffer => {
    const question = Buffer.concat([wire('evil.example'), Buffer.from([0, 1, 0, 1])])
    return reply(query, { question, answers: [a(QUESTION_NAME, '203.0.113.66')] })
  }
  const otherType = (query: Buffer): Buffer => {
    const question = Buffer.concat([wire('host.example'), Buffer.from([0, 16, 0, 1])])
    return reply(query, { question, answers: [a(QUESTION_NAME, '203.0.113.66')] })
  }
  const noQuestion = (query: Buffer): Buffer =>
    reply(query, {
      question: Buffer.alloc(0),
      counts: [0, 1, 0, 0],
      answers: [a('host.example', '203.0.113.66')],
    })
  const promising = (query: Buffer): Buffer => reply(query, { counts: [1, 65_535, 65_535, 65_535] })
  const oversized = (query: Buffer): Buffer =>
    reply(query, {
      answers: [a(QUESTION_NAME, '203.0.113.66'), record(QUESTION_NAME, 16, Buffer.alloc(5000))],
    })
  const short = (query: Buffer): Buffer => forged(query).subarray(0, 11)
  const looping = (query: Buffer): Buffer => {
    const at = query.length
    return reply(query, { answers: [a(Buffer.from([0xc0 | (at >> 8), at & 255]), '203.0.113.66')] })
  }

  const wrongs = {
    otherId,
    noResponse,
    otherName,
    otherType,
    noQuestion,
    promising,
    oversized,
    short,
    looping,
  }
  test.each(Object.entries(wrongs))('%s', async (_, wrong) => {
    const peer = await peerOf({
      udp: (query, send) => {
        for (let i = 0; i < 5; i++) send(wrong(query))
        setTimeout(() => send(right(query)), 20)
      },
    })
    expect(await resolverOf(peer).resolve('host.example', v4)).toEqual(['192.0.2.7'])
  })

  test('a stranger who knows everything but sends from another port', async () => {
    const peer = await peerOf({
      udp: (query, send, from) => {
        for (let i = 0; i < 40; i++) from(forged(query))
        setTimeout(() => send(right(query)), 20)
      },
      noTcp: true,
    })
    expect(await resolverOf(peer).resolve('host.example', v4)).toEqual(['192.0.2.7'])
  })

  test('after 16 of them TCP is asked', async () => {
    const peer = await peerOf({
      udp: (query, send) => {
        for (let i = 0; i < 16; i++) send(otherId(query))
      },
      tcp: (query, socket) => socket.write(framed(right(query))),
    })
    expect(await resolverOf(peer).resolve('host.example', v4)).toEqual(['192.0.2.7'])
    expect(peer.streams).toHaveLength(1)
  })

  test('a flood that never ends costs no more than its time', async () => {
    const peer = await peerOf({
      udp: (query, send) => {
        for (let i = 0; i < 200; i++) send(otherId(query))
      },
    })
    expect((await failure(resolverOf(peer, { timeout: 300 }).resolve('host.example', v4))).failure).toBe(
      'timeout',
    )
  })

  test('nothing but malformed answers is `malformed`', async () => {
    const peer = await peerOf({ udp: (query, send) => send(promising(query)) })
    const error = await failure(resolverOf(peer, { timeout: 200 }).resolve('host.example', v4))
    expect(error.failure).toBe('malformed')
  })

  test('records that were not asked for do not count', async () => {
    const peer = await peerOf({
      udp: (query, send) =>
        send(
          reply(query, { answers: [a('evil.example', '203.0.113.66'), cname('x.example', 'host.example')] }),
        ),
    })
    expect((await failure(resolverOf(peer).resolve('host.example', v4))).failure).toBe('not-found')
  })

  test('a dot inside a label makes another name', async () => {
    const dotted = labelled(Buffer.from('host.example'))
    const peer = await peerOf({
      udp: (query, send) => send(reply(query, { answers: [a(dotted, '203.0.113.66')] })),
    })
    expect((await failure(resolverOf(peer).resolve('host.example', v4))).failure).toBe('not-found')
  })
})

describe('aliases', () => {
  const chain = (length: number): Buffer[] => [
    ...Array.from({ length }, (_, i) =>
      cname(i === 0 ? QUESTION_NAME : `c${i}.example`, `c${i + 1}.example`),
    ),
    a(`c${length}.example`, '192.0.2.7'),
  ]

  test.each([1, 8])('%i in one answer are followed', async (length) => {
    const peer = await peerOf({
      udp: (query, send) => send(reply(query, { answers: chain(length).reverse() })),
    })
    expect(await resolverOf(peer).resolve('host.example', v4)).toEqual(['192.0.2.7'])
  })

  test.each([9, 100])('%i are too many', async (length) => {
    const peer = await peerOf({ udp: (query, send) => send(reply(query, { answers: chain(length) })) })
    const error = await failure(resolverOf(peer).resolve('host.example', v4))
    expect(error.failure).toBe('malformed')
    expect(error.message).toContain('cname-chain')
  })

  test('a circle ends, in one answer and over many', async () => {
    const round = [cname(QUESTION_NAME, 'b.example'), cname('b.example', QUESTION_NAME)]
    const inside = await peerOf({ udp: (query, send) => send(reply(query, { answers: round })) })
    expect((await failure(resolverOf(inside).resolve('host.example', v4))).message).toContain('cname-chain')
    const over = await peerOf({
      udp: (query, send) =>
        send(
          reply(query, {
            answers: [cname(QUESTION_NAME, nameOf(query) === 'a.example' ? 'b.example' : 'a.example')],
          }),
        ),
    })
    expect((await failure(resolverOf(over).resolve('a.example', v4))).message).toContain('cname-chain')
    expect(over.datagrams.length).toBeLessThan(11)
  })

  test('one that leads out of the answer is asked for', async () => {
    const peer = await peerOf({
      udp: (query, send) =>
        send(
          nameOf(query) === 'b.example'
            ? right(query)
            : reply(query, { answers: [cname(QUESTION_NAME, 'b.example')] }),
        ),
    })
    expect(await resolverOf(peer).resolve('host.example', v4)).toEqual(['192.0.2.7'])
  })

  test('one that is no host name is not asked for, nor shown raw', async () => {
    const target = labelled(Buffer.from('\u001b[31m\0'), Buffer.from('example'))
    const peer = await peerOf({
      udp: (query, send) => send(reply(query, { answers: [cname(QUESTION_NAME, target)] })),
    })
    const error = await failure(resolverOf(peer).resolve('host.example', v4))
    expect(error.failure).toBe('malformed')
    // eslint-disable-next-line no-control-regex
    expect(error.message).not.toMatch(/[\0-\x1f]/)
    expect(peer.datagrams).toHaveLength(1)
  })
})

describe('TCP', () => {
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

  test.each(Object.entries(scripts))('%s', async (_, [tcp, expected]) => {
    const peer = await peerOf({ udp: (query, send) => send(cut(query)), tcp })
    const before = openHandles()
    const started = performance.now()
    const error = await failure(resolverOf(peer, { timeout: 300 }).resolve('host.example', v4))
    expect(['malformed', 'server-failure', 'timeout']).toContain(error.failure)
    expect(error.failure).toBe(expected)
    expect(performance.now() - started).toBeLessThan(3000)
    await backTo(before)
  })

  test('in pieces', async () => {
    const peer = await peerOf({
      udp: (query, send) => send(cut(query)),
      tcp: (query, socket) => drip(framed(right(query)), socket, 1),
    })
    expect(await resolverOf(peer).resolve('host.example', v4)).toEqual(['192.0.2.7'])
  })

  test('refused', async () => {
    const peer = await peerOf({ udp: (query, send) => send(cut(query)), noTcp: true })
    expect((await failure(resolverOf(peer).resolve('host.example', v4))).failure).toBe('refused')
  })

  function drip(bytes: Buffer, socket: Socket, pause = 20): void {
    let at = 0
    const timer = setInterval(() => {
      if (at === bytes.length || socket.destroyed) clearInterval(timer)
      else socket.write(bytes.subarray(at, ++at))
    }, pause)
    socket.on('close', () => clearInterval(timer))
  }
})

describe('reverse', () => {
  test('asks under in-addr.arpa and ip6.arpa', async () => {
    const peer = await peerOf({
      udp: (query, send) =>
        send(reply(query, { answers: [record(QUESTION_NAME, PTR, wire('Ptr.Example'))] })),
    })
    expect(await resolverOf(peer).reverse('192.0.2.1')).toEqual(['ptr.example'])
    expect(await resolverOf(peer).reverse('2001:db8::1')).toEqual(['ptr.example'])
    expect(peer.datagrams.map(({ bytes }) => nameOf(bytes))).toEqual([
      '1.2.0.192.in-addr.arpa',
      `1.${'0.'.repeat(23)}8.b.d.0.1.0.0.2.ip6.arpa`,
    ])
  })

  test('names that are no host names are left out', async () => {
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
    expect(await resolverOf(peer).reverse('192.0.2.1')).toEqual(['good.example'])
  })

  test('no name is an empty list, a failure is an error', async () => {
    const none = await peerOf({ udp: (query, send) => send(reply(query, { flags: 0x8183 })) })
    expect(await resolverOf(none).reverse('192.0.2.1')).toEqual([])
    const failing = await peerOf({ udp: (query, send) => send(reply(query, { flags: 0x8182 })) })
    expect((await failure(resolverOf(failing).reverse('192.0.2.1'))).failure).toBe('server-failure')
    expect((await failure(resolverOf(none).reverse('nonsense'))).failure).toBe('bad-name')
  })
})

describe('bounds', () => {
  test('a name that cannot be asked is refused before anything is sent', async () => {
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
      expect((await failure(resolverOf(peer).resolve(name))).failure, name).toBe('bad-name')
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
    const asked = resolverOf(peer, { timeout: 60_000 }).resolve('host.example', { signal: abort.signal })
    while (peer.streams.length === 0) await new Promise((later) => setTimeout(later, 2))
    const reason = new Error('enough')
    abort.abort(reason)
    await expect(asked).rejects.toBe(reason)
    await backTo(before)
    expect(abortListeners(abort.signal)).toBe(0)
    await expect(resolverOf(peer).resolve('host.example', { signal: abort.signal })).rejects.toBe(reason)
  })

  test('a hundred answers, good and bad, leave no sockets and no listeners', async () => {
    const peer = await peerOf({
      udp: (query, send) =>
        send(Number(nameOf(query)[1]) % 2 ? right(query) : reply(query, { flags: 0x8183 })),
    })
    const before = openHandles()
    const abort = new AbortController()
    const resolver = resolverOf(peer, { concurrency: 10 })
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
    const resolver = resolverOf(peer, { concurrency: 3 })
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
    await failure(resolverOf(peer, { timeout: 200 }).resolve('host.example', v4))
    expect(performance.now() - started).toBeLessThan(700)
  })
})
