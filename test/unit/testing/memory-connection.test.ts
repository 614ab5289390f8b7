import { expect, test } from 'vitest'
import { manualClock } from '../../../src/testing/manual-clock.ts'
import { memoryConversation } from '../../../src/testing/memory-connection.ts'

// What a conversation does is in the connector contract, which the network in memory passes.
function conversation(transport: 'tcp' | 'udp' = 'tcp') {
  const clock = manualClock()
  let closed = 0
  const endpoint = { address: '192.0.2.1', family: 4, port: 7, transport } as const
  return { clock, closed: () => closed, ...memoryConversation(endpoint, 12, clock, () => void closed++) }
}

test('the round trip of the dial is that of the connection, those of reads run by the clock', async () => {
  const { clock, connection, peer } = conversation()
  expect(connection.rtt).toBe(12)
  peer.after(30, () => peer.send('late'))
  const got = await clock.runUntilIdle(connection.read({ timeout: 100 }))
  expect([Buffer.from(got.bytes).toString(), got.rtt, got.end]).toEqual(['late', 30, 'data'])
  const silence = await clock.runUntilIdle(connection.read({ timeout: 100 }))
  expect([silence.rtt, silence.end]).toEqual([100, 'silence'])
})

test('closing tells once, and leaves no timer of either end', async () => {
  const { clock, connection, peer, closed } = conversation()
  peer.after(1_000, () => peer.send('never'))
  const reading = connection.read({ timeout: 500 })
  connection.close()
  connection.close()
  expect(await reading).toMatchObject({ end: 'close' })
  expect([closed(), clock.waiting]).toEqual([1, 0])
})

test('one read at a time', async () => {
  const { connection } = conversation()
  const reading = connection.read({ timeout: 10 })
  await expect(connection.read({ timeout: 10 })).rejects.toThrow('One read at a time')
  connection.close()
  await reading
})

test.each([
  ['of a stream nothing is heard that has no bytes', 'tcp', [3]],
  ['a datagram may have none', 'udp', [0, 3]],
] as const)('%s', async (_what, transport, expected) => {
  const { clock, connection, peer } = conversation(transport)
  const heard: number[] = []
  peer.listen((bytes) => heard.push(bytes.length))
  connection.write(new Uint8Array())
  connection.write(new Uint8Array(3))
  await clock.runUntilIdle(Promise.resolve())
  expect(heard).toEqual(expected)
  connection.close()
})
