import { expect, test } from 'vitest'
import type { Connection } from '../../../src/net/connection.ts'
import { KEEP_LIMIT, WIRE_LIMIT } from '../../../src/net/tcp-connection.ts'
import { tcpConnector } from '../../../src/net/tcp-connector.ts'
import * as script from '../../support/peer-script.ts'
import { scriptedServer } from '../../support/scripted-server.ts'

// What every connection must do is in the connector contract; here is what only this one promises.

async function talk(peer: script.PeerScript, use: (connection: Connection) => Promise<void>): Promise<void> {
  await using server = await scriptedServer(peer)
  const connection = await tcpConnector()(
    { address: '127.0.0.1', family: 4, port: server.port, transport: 'tcp' },
    { timeout: 5_000 },
  )
  try {
    await use(connection)
  } finally {
    connection.close()
  }
  await server.quiet()
}

const never = (): boolean => false

test('the limits are those that are documented', () => {
  expect([KEEP_LIMIT, WIRE_LIMIT]).toEqual([16_384, 65_536])
})

test('a second read before the first has ended is a mistake of the caller', () =>
  talk(script.silent, async (connection) => {
    const first = connection.read({ timeout: 50 })
    expect(() => connection.read({ timeout: 50 })).toThrow('one read at a time')
    expect((await first).end).toBe('silence')
  }))

test('the wire’s limit is over all reads of a connection', () =>
  talk(script.floods(new Uint8Array(1_000).fill(0x41)), async (connection) => {
    let read = 0
    let ends = 0
    for (; ends < 200; ends++) {
      const got = await connection.read({ timeout: 5_000, keep: 100_000 })
      read += got.bytes.length
      if (got.end === 'full') break
    }
    // The last chunk may go beyond it by what Node reads at once.
    expect(read).toBeGreaterThanOrEqual(WIRE_LIMIT)
    expect(read).toBeLessThanOrEqual(2 * WIRE_LIMIT)
  }))

test('what was kept does not hold the buffer that Node read into', () =>
  talk(script.greets('hi'), async (connection) => {
    const { bytes } = await connection.read({ timeout: 5_000, enough: (got) => got.length === 2 })
    expect(Buffer.from(bytes).toString()).toBe('hi')
    expect(bytes.buffer.byteLength).toBeLessThan(1_024)
  }))

test('a deadline while bytes drip gives what came', () =>
  talk(script.drips(5), async (connection) => {
    const got = await connection.read({ timeout: 60, enough: never })
    expect(got.end).toBe('silence')
    expect(got.bytes.length).toBeGreaterThan(0)
  }))

test('bytes that lay in the kernel while the loop stood still are heard, though the time is over', () => {
  const stall: script.PeerScript = (peer) =>
    peer.after(10, () => {
      peer.send('late')
      const until = performance.now() + 200
      while (performance.now() < until);
    })
  return talk(stall, async (connection) => {
    const { bytes, end } = await connection.read({ timeout: 100 })
    expect([Buffer.from(bytes).toString(), end]).toEqual(['late', 'data'])
  })
})
