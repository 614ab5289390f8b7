import { monitorEventLoopDelay } from 'node:perf_hooks'
import { expect, test } from 'vitest'
import { a, cname, labelled, QUESTION_NAME, record, reply, wire } from '../../support/dns-bytes.ts'
import { framed } from '../../support/dns-peer.ts'
import { failure, peerOf, resolverAt, right } from '../../support/dns-resolver-at.ts'

const v4 = { family: 4 } as const

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
test.each(Object.entries(wrongs))(
  'a wrong answer is dropped, and the right one waited for: %s (H36)',
  async (_, wrong) => {
    const peer = await peerOf({
      udp: (query, send) => {
        for (let i = 0; i < 5; i++) send(wrong(query))
        setTimeout(() => send(right(query)), 20)
      },
    })
    expect(await resolverAt(peer).resolve('host.example', v4)).toEqual(['192.0.2.7'])
  },
)

test('a stranger who knows everything but sends from another port (H36)', async () => {
  const peer = await peerOf({
    udp: (query, send, from) => {
      for (let i = 0; i < 40; i++) from(forged(query))
      setTimeout(() => send(right(query)), 20)
    },
    noTcp: true,
  })
  expect(await resolverAt(peer).resolve('host.example', v4)).toEqual(['192.0.2.7'])
})

test('after 16 wrong answers TCP is asked (H36)', async () => {
  const peer = await peerOf({
    udp: (query, send) => {
      for (let i = 0; i < 16; i++) send(otherId(query))
    },
    tcp: (query, socket) => socket.write(framed(right(query))),
  })
  expect(await resolverAt(peer).resolve('host.example', v4)).toEqual(['192.0.2.7'])
  expect(peer.streams).toHaveLength(1)
})

test('a flood that never ends costs no more than its time', async () => {
  const peer = await peerOf({
    udp: (query, send) => {
      for (let i = 0; i < 200; i++) send(otherId(query))
    },
  })
  expect((await failure(resolverAt(peer, { timeout: 300 }).resolve('host.example', v4))).failure).toBe(
    'timeout',
  )
})

test('nothing but malformed answers is `malformed`', async () => {
  const peer = await peerOf({ udp: (query, send) => send(promising(query)) })
  const error = await failure(resolverAt(peer, { timeout: 200 }).resolve('host.example', v4))
  expect(error.failure).toBe('malformed')
})

test('records that were not asked for do not count (H36)', async () => {
  const peer = await peerOf({
    udp: (query, send) =>
      send(
        reply(query, { answers: [a('evil.example', '203.0.113.66'), cname('x.example', 'host.example')] }),
      ),
  })
  expect((await failure(resolverAt(peer).resolve('host.example', v4))).failure).toBe('not-found')
})

test('a dot inside a label makes another name', async () => {
  const dotted = labelled(Buffer.from('host.example'))
  const peer = await peerOf({
    udp: (query, send) => send(reply(query, { answers: [a(dotted, '203.0.113.66')] })),
  })
  expect((await failure(resolverAt(peer).resolve('host.example', v4))).failure).toBe('not-found')
})

test('512 octets that freeze a naive parser for seconds do not hold up the loop', async () => {
  const bomb = (query: Buffer): Buffer =>
    Buffer.concat([reply(query, { counts: [1, 65_535, 65_535, 65_535] }), Buffer.alloc(480)])
  const peer = await peerOf({
    udp: (query, send) => {
      for (let i = 0; i < 15; i++) send(bomb(query))
      setTimeout(() => send(right(query)), 20)
    },
  })
  const lag = monitorEventLoopDelay({ resolution: 1 })
  lag.enable()
  expect(await resolverAt(peer).resolve('host.example', v4)).toEqual(['192.0.2.7'])
  lag.disable()
  // 50 ms is meant for an idle machine; one such packet takes dns2 3.0 two seconds.
  expect(lag.max / 1e6).toBeLessThan(500)
})
