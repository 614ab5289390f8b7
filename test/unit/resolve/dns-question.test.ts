import { expect, test } from 'vitest'
import { dnsResolver } from '../../../src/resolve/dns-resolver.ts'
import { reply } from '../../support/dns-bytes.ts'
import { dnsPeer } from '../../support/dns-peer.ts'
import { failure, peerOf, resolverAt, right } from '../../support/dns-resolver-at.ts'

const v4 = { family: 4 } as const

test.each([
  [0x8182, 'server-failure'],
  [0x8185, 'refused'],
  [0x8189, 'server-failure'],
])('response code in %i is %s, with the server in the text', async (flags, expected) => {
  const peer = await peerOf({ udp: (query, send) => send(reply(query, { flags })) })
  const error = await failure(resolverAt(peer).resolve('host.example', v4))
  expect(error.failure).toBe(expected)
  expect(error.message).toContain(peer.server)
  expect(error.input).toBe('host.example')
})

test('a closed port is refused at once', async () => {
  const peer = await dnsPeer({})
  await peer.close()
  const started = performance.now()
  expect((await failure(resolverAt(peer, { timeout: 60_000 }).resolve('host.example'))).failure).toBe(
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
  const error = await failure(resolverAt(peer, { timeout: 1_600, retries: 7 }).resolve('host.example', v4))
  expect(error.failure).toBe('timeout')
  await expect.poll(() => peer.datagrams.length).toBe(8)
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
    expect(await resolverAt(peer).resolve('host.example', v4)).toEqual(['192.0.2.7'])
  }
})
