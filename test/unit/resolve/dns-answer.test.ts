import { expect, test } from 'vitest'
import { a, cname, labelled, nameOf, QUESTION_NAME, reply } from '../../support/dns-bytes.ts'
import { failure, peerOf, resolverAt, right } from '../../support/dns-resolver-at.ts'

const v4 = { family: 4 } as const

const chain = (length: number): Buffer[] => [
  ...Array.from({ length }, (_, i) => cname(i === 0 ? QUESTION_NAME : `c${i}.example`, `c${i + 1}.example`)),
  a(`c${length}.example`, '192.0.2.7'),
]

test.each([1, 8])('%i in one answer are followed', async (length) => {
  const peer = await peerOf({
    udp: (query, send) => send(reply(query, { answers: chain(length).reverse() })),
  })
  expect(await resolverAt(peer).resolve('host.example', v4)).toEqual(['192.0.2.7'])
})

test.each([9, 100])('%i aliases are too many (H37)', async (length) => {
  const peer = await peerOf({ udp: (query, send) => send(reply(query, { answers: chain(length) })) })
  const error = await failure(resolverAt(peer).resolve('host.example', v4))
  expect(error.failure).toBe('malformed')
  expect(error.message).toContain('cname-chain')
})

test('a circle of aliases ends, in one answer and over many (H37)', async () => {
  const round = [cname(QUESTION_NAME, 'b.example'), cname('b.example', QUESTION_NAME)]
  const inside = await peerOf({ udp: (query, send) => send(reply(query, { answers: round })) })
  expect((await failure(resolverAt(inside).resolve('host.example', v4))).message).toContain('cname-chain')
  const over = await peerOf({
    udp: (query, send) =>
      send(
        reply(query, {
          answers: [cname(QUESTION_NAME, nameOf(query) === 'a.example' ? 'b.example' : 'a.example')],
        }),
      ),
  })
  expect((await failure(resolverAt(over).resolve('a.example', v4))).message).toContain('cname-chain')
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
  expect(await resolverAt(peer).resolve('host.example', v4)).toEqual(['192.0.2.7'])
})

test('one that is no host name is not asked for, nor shown raw (H40)', async () => {
  const target = labelled(Buffer.from('\u001b[31m\0'), Buffer.from('example'))
  const peer = await peerOf({
    udp: (query, send) => send(reply(query, { answers: [cname(QUESTION_NAME, target)] })),
  })
  const error = await failure(resolverAt(peer).resolve('host.example', v4))
  expect(error.failure).toBe('malformed')
  // eslint-disable-next-line no-control-regex
  expect(error.message).not.toMatch(/[\0-\x1f]/)
  expect(peer.datagrams).toHaveLength(1)
})
